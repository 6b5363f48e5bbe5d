import { spawn } from "node:child_process";

/** One turn: short against an answer, long against the time it takes to stop a process. */
const TOUR_MS = 40;

/** Stops and resumes each process in turn; alone in its own process, for the one that sends the load is busy. */
const MENEUR = `
const [part, ...pids] = process.argv.slice(1).map(Number);
const dormir = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const dire = (signal) => (pid) => { try { process.kill(pid, signal); } catch { process.exit(); } };
process.on("SIGTERM", () => { pids.forEach(dire("SIGCONT")); process.exit(); });
pids.forEach(dire("SIGSTOP"));
const tour = () => {
  for (const pid of pids) {
    dire("SIGCONT")(pid);
    dormir(${TOUR_MS} * part);
    dire("SIGSTOP")(pid);
    dormir(${TOUR_MS} / pids.length - ${TOUR_MS} * part);
  }
  setImmediate(tour);
};
tour();
`;

/**
 * Leaves each of these processes that share of one core, never two of them at once, until the function returned is
 * called: a machine whose cores also carry the database and the clients then has the same to give to one and to two.
 */
export function partager(pids: readonly number[], part: number): () => Promise<void> {
  const meneur = spawn(process.execPath, ["-e", MENEUR, String(part), ...pids.map(String)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const rendre = () => {
    for (const pid of pids) process.kill(pid, "SIGCONT");
  };
  process.once("exit", rendre);
  return async () => {
    const fini = new Promise((ok) => meneur.once("exit", ok));
    meneur.kill("SIGTERM");
    await fini;
    process.removeListener("exit", rendre);
    rendre();
  };
}

/** The events for which React takes over a page at once (`discreteReplayableEvents` of React 18): those of a person. */
const GESTES =
  "mousedown mouseup touchstart touchend touchcancel click auxclick dblclick pointerdown pointerup pointercancel dragstart dragend drop compositionstart compositionend keydown keypress keyup input textInput copy cut paste change contextmenu reset submit";

/**
 * Until Remix has read the data of the page, what a person does in it stays between them and the browser, as in the
 * version without scripts: words stay in their fields, links and buttons work. React would else take over at once a
 * page that Remix cannot render yet, and fail (error 345): the page would be drawn again without the words, or left
 * without scripts. Does nothing in a page that Remix already holds.
 */
export function laisserAuNavigateur(): void {
  if (typeof window === "undefined") return;
  const arreter = (e: Event) => {
    if ("__remixRouter" in window) for (const g of GESTES.split(" ")) removeEventListener(g, arreter, true);
    else e.stopPropagation();
  };
  for (const g of GESTES.split(" ")) addEventListener(g, arreter, true);
}

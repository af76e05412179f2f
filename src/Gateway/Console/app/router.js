// Hash routes: '#/rooms/demo-1?x=y'. A view gets a fresh root and a signal that aborts when the reader leaves.

/** routes: [[pattern, view]]; view(root, {params, query, signal}). */
export class Router {
  #routes;
  #main;
  #leave = new AbortController();

  constructor(main, routes) {
    this.#main = main;
    this.#routes = routes;
    addEventListener('hashchange', () => { this.show(); main.focus({ preventScroll: true }); });
  }

  show() {
    this.close();
    const [path, search] = (location.hash.slice(1) || '/').split('?');
    const { view, params } = this.#find(path);
    const root = document.createElement('div');
    root.className = 'view';
    this.#main.replaceChildren(root);
    view(root, { params, query: new URLSearchParams(search), signal: this.#leave.signal });
    scrollTo(0, 0);
  }

  /** An address that nobody knows is the first route. Ids are [A-Za-z0-9_.~-]: nothing to decode. */
  #find(path) {
    for (const [pattern, view] of this.#routes) {
      const match = pattern.exec(path);
      if (match) return { view, params: match.slice(1) };
    }
    return { view: this.#routes[0][1], params: [] };
  }

  /** Ends the shown view's loops. */
  close() {
    this.#leave.abort();
    this.#leave = new AbortController();
  }
}

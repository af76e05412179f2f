// What WeChat gives a mini program, as far as the sample goes, in Node: wx.login, wx.request, wx.connectSocket, App, getApp, Page.

/** user: whom wx.login's codes are of. onData(changes): what a page shows anew. */
export function installWeChat({ user, onData }) {
  let app = null;
  const pages = [];
  Object.assign(globalThis, {
    wx: { login: ({ success }) => setTimeout(success, 0, { code: `code-of-${user}` }), request, connectSocket },
    App: definition => { app = definition; },
    getApp: () => app,
    Page: definition => pages.push(pageOf(definition, onData)),
  });
  return { get page() { return pages.at(-1); }, get app() { return app; } };
}

function pageOf(definition, onData) {
  return {
    ...definition,
    setData(changes) {
      const before = this.data;
      this.data = { ...before, ...changes };
      onData(changes, before);
    },
  };
}

// As wx.request with its default dataType: JSON comes as a value.
function request({ url, method = 'GET', data, header = {}, timeout = 60_000, success, fail }) {
  fetch(url, { method, body: data, headers: header, signal: AbortSignal.timeout(timeout) })
    .then(async answer => {
      const text = await answer.text();
      return { statusCode: answer.status, data: /json/.test(answer.headers.get('content-type')) ? JSON.parse(text) : text, header: Object.fromEntries(answer.headers) };
    })
    .then(success, error => fail({ errMsg: `request:fail ${error.message}` }));
}

function connectSocket({ url, protocols }) {
  const socket = new WebSocket(url, protocols);
  const on = (type, convert) => listener => socket.addEventListener(type, event => listener(convert(event)));
  return {
    send: ({ data }) => socket.send(data),
    close: ({ code, reason } = {}) => socket.close(code, reason),
    onOpen: on('open', () => ({})),
    onMessage: on('message', ({ data }) => ({ data })),
    onClose: on('close', ({ code, reason }) => ({ code, reason })),
    onError: on('error', () => ({ errMsg: 'connectSocket:fail' })),
  };
}

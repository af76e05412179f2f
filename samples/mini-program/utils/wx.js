// What rooms.js wants of a browser, out of what a mini program has.

/** As WebSocket: readyState 1 is open; onopen, onmessage, onclose, onerror. */
export function wxSocket(url, protocol) {
  const task = wx.connectSocket({ url, protocols: [protocol] });
  const socket = {
    readyState: 0,
    send: text => task.send({ data: text }),
    close: () => { socket.readyState = 3; task.close({ code: 1000 }); },
  };
  task.onOpen(() => { socket.readyState = 1; socket.onopen(); });
  task.onMessage(({ data }) => socket.onmessage({ data }));
  task.onClose(() => { socket.readyState = 3; socket.onclose(); });
  task.onError(() => { socket.readyState = 3; socket.onerror(); });
  return socket;
}

/** As fetch, as far as rooms.js goes: status, ok, json(), headers.get(). */
export function wxFetch(url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    wx.request({
      url, method, data: body, header: headers, timeout: 40_000,
      success: ({ statusCode, data, header }) => resolve({
        status: statusCode,
        ok: statusCode >= 200 && statusCode < 300,
        json: async () => data,
        headers: { get: name => header[name] || header[name.toLowerCase()] },
      }),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

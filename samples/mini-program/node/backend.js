// The shop's own backend, the one place with secrets: it exchanges a code of wx.login for a token of Rooms.
import { createServer } from 'node:http';

/** app and secret: of Rooms; left out, the server's demo gives the token. Answers the backend's address and how to end it. */
export async function startBackend({ server, app, secret }) {
  const http = createServer(async (request, response) => {
    const { status, value } = await signIn(request).catch(error => ({ status: 502, value: { detail: error.message } }));
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
  });
  await new Promise(resolve => { http.listen(0, '127.0.0.1', resolve); });
  return { address: `http://127.0.0.1:${http.address().port}`, close: () => http.close() };

  async function signIn(request) {
    if (request.method !== 'POST' || request.url !== '/login') return { status: 404, value: { detail: 'POST /login' } };
    const { code } = JSON.parse((await request.toArray()).join(''));
    const answer = await (secret ? tokenOf(userOf(code)) : fetch(`${server}/v1/demo/session`));
    const { token, detail } = await answer.json();
    return { status: answer.status, value: { token, detail } };
  }

  function tokenOf(user) {
    const body = JSON.stringify({ app, secret, user, roles: ['user'] });
    return fetch(`${server}/v1/tokens`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  }
}

// In earnest: https://api.weixin.qq.com/sns/jscode2session?appid=...&secret=...&js_code=CODE&grant_type=authorization_code, whose openid names the user.
const userOf = code => code.replace(/^code-of-/, '');

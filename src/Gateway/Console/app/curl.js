// A call as a line for a shell. The token is a variable: no secret stands in it.

/** path: as the console asks for it, relative to the server. */
export function curlLine(method, path, { body, headers = {} } = {}) {
  const parts = ['curl', '-sS'];
  if (method !== 'POST' || body === undefined) parts.push('-X', method);
  parts.push(`"$ROOMS"${quote(`/${path}`)}`, '-H', '"Authorization: Bearer $TOKEN"');
  for (const [name, value] of Object.entries(headers)) parts.push('-H', quote(`${name}: ${value}`));
  if (body !== undefined) parts.push('--json', quote(JSON.stringify(body)));
  return parts.join(' ');
}

/** What the lines need before the first one: the server, and a token for whoever is signed in. */
export function curlSetup(origin, app, user) {
  const who = app ? { app, secret: '', user, roles: ['admin', 'anchor', 'user'] } : { secret: '', user, roles: ['operator'] };
  const body = quote(JSON.stringify(who)).replace('"secret":""', '"secret":"\'"$SECRET"\'"');
  return `ROOMS=${quote(origin)}\nTOKEN=$(curl -sS "$ROOMS"/v1/tokens --json ${body} | jq -r .token)`;
}

/** POSIX shell: nothing is special between single quotes but the quote itself. */
function quote(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

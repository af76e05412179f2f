// The mini program in Node: run.js SERVER ROOM. Lines of stdin are said in the room; what the page shows goes to stdout. It ends with stdin.
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { startBackend } from './backend.js';
import { installWeChat } from './wx.js';

const [server = 'http://127.0.0.1:8080', room = 'demo-1'] = process.argv.slice(2).map(argument => argument.replace(/\/$/, ''));
const { ROOMS_APP: app, ROOMS_SECRET: secret, ROOMS_USER: user = 'mini' } = process.env;

const sdk = await fetch(`${server}/sdk/rooms.js`);
if (!sdk.ok) throw new Error(`${sdk.url} answered ${sdk.status}`);
await writeFile(new URL('../lib/rooms.js', import.meta.url), await sdk.text());

const backend = await startBackend({ server, app, secret });
const weChat = installWeChat({ user, onData: show });
await import('../app.js');
Object.assign(weChat.app.globalData, { server, backend: backend.address });
await import('../pages/room/room.js');
weChat.page.onLoad({ room });

for await (const line of createInterface({ input: process.stdin })) weChat.page.onSay({ detail: { value: line } });
weChat.page.onUnload();
backend.close();

function show({ state, title, lines, refusal, pinned }, before) {
  if (state) console.log(`-- ${state}`);
  if (title) console.log(`-- ${title}`);
  if (pinned) console.log(`-- pinned: ${pinned.title}`);
  if (refusal) console.log(`!! ${refusal}`);
  for (const line of lines ?? []) if (!before.lines.includes(line)) console.log(`${line.user}: ${line.text}`);
}

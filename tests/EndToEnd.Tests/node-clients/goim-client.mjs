// What goim v2's example page does (examples/javascript/client.js), in Node: says who it is, sends heartbeats, takes batches apart. Its backend is here too:
// once the heartbeat is answered it pushes two messages. Prints what arrives, and ends.
const [, , server, push] = process.argv;
const headerLength = 16;
const ws = new WebSocket(server);
ws.binaryType = 'arraybuffer';

const send = (operation, body = '') => {
  const bytes = new TextEncoder().encode(body);
  const packet = new Uint8Array(headerLength + bytes.length);
  const view = new DataView(packet.buffer);
  view.setInt32(0, packet.length);
  view.setInt16(4, headerLength);
  view.setInt16(6, 1);
  view.setInt32(8, operation);
  view.setInt32(12, 1);
  packet.set(bytes, headerLength);
  ws.send(packet);
};

const read = (data, offset) => {
  const view = new DataView(data, offset);
  const length = view.getInt32(0);
  const body = data.slice(offset + view.getInt16(4), offset + length);
  return { length, version: view.getInt16(6), operation: view.getInt32(8), sequence: view.getInt32(12), body };
};

const seen = [];
const receive = (packet) => {
  seen.push(`receive: ver=${packet.version} op=${packet.operation} seq=${packet.sequence} message=${new TextDecoder().decode(packet.body)}`);
  if (seen.length === 2) ws.close();
};

ws.onopen = () => send(7, '{"mid":123, "room_id":"live://1000", "platform":"web", "accepts":[1000,1001,1002]}');
ws.onmessage = async ({ data }) => {
  const packet = read(data, 0);
  if (packet.operation === 8) send(2);
  else if (packet.operation === 3) {
    console.log(`online: ${new DataView(packet.body).getInt32(0)}`);
    for (const [operation, body] of [[1000, '{"test":1}'], [1001, 'text']])
      await fetch(`${push}?operation=${operation}&type=live&room=1000`, { method: 'POST', body });
  } else if (packet.operation === 9)
    for (let offset = headerLength; offset < data.byteLength; offset += read(data, offset).length) receive(read(data, offset));
  else receive(packet);
};
ws.onerror = () => { console.log('failed'); process.exit(1); };
ws.onclose = () => console.log(seen.join('\n'));

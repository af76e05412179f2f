// Play URLs by stream, kept until shortly before their token expires.
import { api } from './api.js';

// A token must outlive the connection attempt it is used for.
const Margin = 60_000;

const grants = new Map();

/** {flv, wsflv, wsmp4, hls, rtmp, token, key} of a stream. */
export async function playOf(room, stream, signal) {
  const kept = grants.get(stream);
  if (kept && kept.expiresAt - Margin > Date.now()) return kept;
  const play = await api.play(room, stream, signal);
  const grant = { ...play, key: keyPictureOf(play), expiresAt: expiryOf(play.token) };
  grants.set(stream, grant);
  return grant;
}

/** After a refusal: the next use asks again. */
export const forget = stream => grants.delete(stream);

// rooms-v1 section 3: the last key frame lies beside the stream's other paths, on the node that carries it.
function keyPictureOf(play) {
  const url = new URL(play.flv);
  url.pathname = url.pathname.replace(/\.flv$/, '.key.mp4');
  return url.href;
}

// The token is <unix seconds in hex>.<mac>.
const expiryOf = token => parseInt(token.split('.')[0], 16) * 1000;

// One request: JSON in, JSON (or what read names) out, problem details as ApiError. Knows no session.

const DefaultTimeout = 10_000;

/** status 0: no answer came at all. detail is fit to be shown. */
export class ApiError extends Error {
  constructor(status, code, detail, problem = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.problem = problem;
  }
}

export async function request(method, path, { body, token, csrf, signal, timeout = DefaultTimeout, headers = {}, read = 'json' } = {}) {
  const deadline = AbortSignal.timeout(timeout);
  const answer = await send(path, {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(csrf && method !== 'GET' ? { 'Csrf-Token': csrf } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    cache: 'no-store',
  });
  if (!answer.ok) throw await problemOf(answer);
  return answer.status === 204 ? null : answer[read]();
}

async function send(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'unreachable', 'The server does not answer. Check that Rooms is running and that this address is right.');
  }
}

async function problemOf(answer) {
  const text = await answer.text();
  const problem = readProblem(text);
  const detail = problem.detail || problem.title || `The server answered ${answer.status}.`;
  return new ApiError(answer.status, problem.code ?? `status_${answer.status}`, detail, problem);
}

function readProblem(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {}; // a proxy's HTML page: the status alone must do
    throw error;
  }
}

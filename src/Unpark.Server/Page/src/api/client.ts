const tokenKey = 'unpark-token';
let refused = false;

/** The server said no, or nothing (status 0). The message is a sentence for people. */
export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, signal);
  return await response.json() as T;
}

/** Has something done. */
export async function order<T>(path: string): Promise<T> {
  const response = await request(path, undefined, 'POST');
  return await response.json() as T;
}

/** Path below /api/v1. Throws ApiError for anything but an answer. */
export async function request(path: string, signal?: AbortSignal, method = 'GET'): Promise<Response> {
  const token = sessionStorage.getItem(tokenKey);
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, { method, headers: token === null ? {} : { Authorization: `Bearer ${token}` }, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'The server does not answer. It may be starting anew; the page tries again by itself.');
  }
  if (response.status === 401) forget(token);
  if (!response.ok) throw new ApiError(response.status, await sentenceOf(response));
  return response;
}

/** For this tab only, and gone with it. */
export function keepToken(token: string): void {
  refused = false;
  sessionStorage.setItem(tokenKey, token);
}

/** Saves what a link cannot ask for: a link carries no token. */
export async function download(path: string, name: string): Promise<void> {
  const response = await request(path);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameIn(response) ?? name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function hasToken(): boolean {
  return sessionStorage.getItem(tokenKey) !== null;
}

/** Whether a token was sent and not accepted. */
export function isRefused(): boolean {
  return refused;
}

// A wrong token is not sent again and again: the server would take the page for somebody who guesses. Another may have come meanwhile.
function forget(token: string | null): void {
  if (token === null || token !== sessionStorage.getItem(tokenKey)) return;
  refused = true;
  sessionStorage.removeItem(tokenKey);
}

async function sentenceOf(response: Response): Promise<string> {
  try {
    const { error } = await response.json() as { error?: string };
    if (error) return error.slice(0, 1).toUpperCase() + error.slice(1).replace(/[^.!?]$/, '$&.');
  } catch {
    // Something between the page and the server answered: its status has to do.
  }
  return `The server answered ${response.status} ${response.statusText}.`.replace(' .', '.');
}

function nameIn(response: Response): string | undefined {
  return response.headers.get('Content-Disposition')?.match(/filename="?([^";]+)"?/)?.[1];
}

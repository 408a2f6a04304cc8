import { isIPv4 } from 'node:net';

/** Whether a URL leads to this machine and nowhere else (127.0.0.0/8, ::1, localhost). */
export const isLoopbackUrl = (url: string): boolean => {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
};

// What is shown while a step of the preparation takes its time: pure, so that it can be tried without waiting.

/** The folders of the packages that an installation must leave. Optional ones may not fit this machine, and are not counted. */
export const requiredPackages = (lock) =>
  Object.entries(lock.packages).flatMap(([folder, { optional }]) => (folder === '' || optional === true ? [] : [folder]));

/** How far an installation is, by how many of the required packages are in their folders. */
export const installationText = ({ unpacked, required }) => {
  if (unpacked === 0) return 'npm looks up what is needed';
  if (unpacked < required) return `${unpacked} of ${required} packages unpacked (${Math.floor((unpacked * 100) / required)} %)`;
  return `all ${required} packages unpacked, now they set themselves up (SQLite is compiled where no ready-made build fits, which takes minutes)`;
};

/** Seconds as people say them. */
export const durationText = (seconds) => (seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`);

/** Writes over what a terminal's line shows. */
export const clearedLine = '\r\u001b[2K';

/** After so many seconds without a word there is a new line where the output is no terminal. */
const quietSeconds = 15;

/**
 * The sign of life to write now: a terminal's line is written over, else a plain line comes now and then, which says
 * only that it goes on where the last one said the same. Undefined where it is not time.
 */
export const signOfLife = ({ text, seconds, told, isTerminal }) => {
  if (isTerminal) return `${clearedLine}  ${text} · ${durationText(seconds)}`;
  if (seconds - told.atSeconds < quietSeconds) return undefined;
  return `  ${text === told.text ? 'still at it' : text} · ${durationText(seconds)}\n`;
};

/** What to do after npm could not install, given how it ended. What it said itself stands above. */
export const failedInstallationText = (ending) => `
Installing the packages did not work: npm ${ending}. What it says about it stands above. Most often
- the registry cannot be reached: try \`npm ping\`; behind a proxy, \`npm config set proxy URL\` and \`npm config set https-proxy URL\`;
- SQLite could not be compiled: it needs a C++ toolchain and Python 3 (Debian and Ubuntu: \`apt install build-essential python3\`);
- the disk is full, or this folder may not be written to.
Then give the same command again: what was downloaded is kept.`;

'use strict';
/*
 * Loaded into the built program before it starts (`node --require`), by tests alone: kills the process at a named moment,
 * as `kill -9` would. A moment is a commit of the program's own database, or a request to the ERP. Moments come one after
 * the other; at the last of them the process is gone. They are given over the channel to the parent process, or, for the
 * start itself, in KILL_AT. CLOCK_AHEAD_MILLIS puts the program's clock forward.
 */
const http = require('node:http');
const Database = require('better-sqlite3');

let moments = JSON.parse(process.env.KILL_AT ?? '[]');

const reached = (isIt) => {
  if (moments.length === 0 || !isIt(moments[0])) return;
  moments = moments.slice(1);
  if (moments.length === 0) process.kill(process.pid, 'SIGKILL');
};

process.on('message', (message) => {
  moments = message.moments;
  process.send('armed');
});
process.channel?.unref();

const ahead = Number(process.env.CLOCK_AHEAD_MILLIS ?? 0);
if (ahead > 0) {
  const MachineDate = Date;
  globalThis.Date = class extends MachineDate {
    constructor(...given) {
      if (given.length === 0) super(MachineDate.now() + ahead);
      else super(...given);
    }

    static now() {
      return MachineDate.now() + ahead;
    }
  };
}

/** What the transaction at hand has written: texts of statements with their values. */
let written = [];
const wrote = (moment) =>
  written.some(
    ({ text, values }) =>
      text.includes(`"${moment.table}"`) && text.startsWith(moment.verb ?? '') && (moment.value === undefined || values.includes(moment.value)),
  );
const isCommit = (when) => (moment) => moment.commit === when && wrote(moment);

const { prototype } = new Database(':memory:').prepare('SELECT 1').constructor;
const run = prototype.run;
prototype.run = function (...given) {
  const text = this.source;
  if (!this.database.name.endsWith('smart-agents.sqlite')) return run.apply(this, given);
  if (text.startsWith('BEGIN')) written = [];
  if (text === 'COMMIT') reached(isCommit('before'));
  const result = run.apply(this, given);
  if (text === 'COMMIT') {
    reached(isCommit('after'));
    written = [];
  } else if (/^(INSERT|UPDATE|DELETE)/.test(text)) written.push({ text, values: given.flat() });
  return result;
};

const request = http.request;
http.request = function (...given) {
  const [url, options] = given;
  const path = url instanceof URL ? decodeURIComponent(url.pathname) : '';
  const isIt = (when) => (moment) => moment.request === when && options?.method === moment.method && path.endsWith(moment.path);
  reached(isIt('before'));
  const outgoing = request.apply(this, given);
  outgoing.prependListener('response', () => reached(isIt('after')));
  return outgoing;
};

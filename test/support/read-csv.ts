/** Reads CSV as RFC 4180 says, character by character, with nothing of the writer's code. Throws for what it does not allow. */
export const readCsv = (text: string): string[][] => {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  const quoted = (): string => {
    let cell = '';
    for (at++; ; at++) {
      if (at >= text.length) throw new Error('a quoted cell does not end');
      if (text[at] !== '"') cell += text[at];
      else if (text[at + 1] === '"') cell += text[at++];
      else break;
    }
    at++;
    return cell;
  };
  const plain = (): string => {
    const start = at;
    while (at < text.length && text[at] !== ',' && text[at] !== '\r' && text[at] !== '\n') {
      if (text[at] === '"') throw new Error(`a quote inside a cell at ${at}`);
      at++;
    }
    return text.slice(start, at);
  };
  while (at < text.length) {
    line.push(text[at] === '"' ? quoted() : plain());
    if (text[at] === ',') {
      at++;
      if (at === text.length) line.push('');
      continue;
    }
    if (at < text.length && !text.startsWith('\r\n', at)) throw new Error(`a line does not end with CRLF at ${at}`);
    at += 2;
    lines.push(line);
    line = [];
  }
  return lines;
};

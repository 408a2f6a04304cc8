/** The words of the trade this model knows; a near miss of one of them is read as that word. */
const tradeWords: ReadonlySet<string> = new Set(
  `account accounts address amount amounts article articles average balance balances below bill bills bought buy case cases cheap cheapest city client clients
  compare comparison complaint complaints contact continue cost costs country credit creditor creditors customer customers debt debtor debtors debts delay delayed delays delete
  deliver delivered deliveries delivery details difference draft drafts due email emails entries entry everybody everyone everything expensive flag goods
  highest history how information inventory invoice invoiced invoices item items largest late later ledger limit list lowest mail material materials
  month months newest oldest open order ordered orders outstanding overdue overview owe owed owes owing paid parts patterns pattern pay paying payment payments
  phone picture please point posted prepare price prices product products profile purchase purchases purchasing quantity receipt receipts receivables received
  remind reminder reminders reorder replenish replenishment restock running sales second sell send shipment shipments shortage show since smallest stock
  statement statements status summarise summarize summary supplier suppliers supply telephone terms ticket tickets today top total totals transactions trend trends unpaid vendor vendors
  versus week weeks worse worst year years january february march april june july august september october november december
  cancel change modify update remove create make find search what which who where when third first last rest others remaining raise place write look
  biggest most number count quarter yesterday approve confirm reject statements receivable payable payables`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words that carry no name: they never become part of one, in lower case. */
const plainWords: ReadonlySet<string> = new Set(
  `a about above according across action actually after again against ago ahead all almost alone already also always am an and any anybody anyone anything anyway apart
  are around as ask asking at available away back bad basically be because been before being best better between bit both bring but by call can card check
  come could current currently data day days deal dear did do document documents does doing done down during each earlier early either else end enough ever every
  exactly expected fast faster few file fine for from full further general get getting give given go goes going good got great had hand happen happened has have having
  he hello help her here hers hey hi him his hold i if immediately important in including instead into is it its itself just keep kind know
  known lately left less let like look looking looks lot low made make many may maybe me mean meant might mine missing more morning much must my myself name
  named names near need needed needs never new next no nobody none not nothing now of off often ok okay old on once one ones only onto or
  other our out over own page part per perhaps piece pieces pcs possible problem problems pull put question quick quickly quite rather read
  ready really recent recently regarding regards report result results right run same saw say saying says see seem sent set shall she should since
  slow small so some somebody someone something soon still stop stuff such sure take talk tell than thank thanks that the their theirs them then there these they
  thing things think this those through thus till time times to together told too towards tried try two three four five six seven eight nine ten unit units until up us use
  used usual usually various very view want wanted wants was way we well went were while whole whom whose why will wish with within without
  wonder work works would wow yes yet you your yours yourself please pls plz kindly hmm um uh em hers vs x no. nr number
  record records detail listing table row rows group each past previous per customer's vendor's company business money big large high higher lower least
  afternoon evening year-end month-end monthend yearend monthly weekly yearly regular quarterly punctual punctuality ontime deep dive unusual anomalies anomaly issues issue risk risks
  behaving behaviour behavior performing performance doing perform reliable reliability concerning concern level levels short supplies supplied supplying
  handle whats who's fill fetch load display present provide pulls alright course let's lets also too sell sold selling bring over-due past-due
  them'd subject message text body skip preview previews yourself rule rules instructions instruction ignore forget nevermind mind never
  post posting book reverse refund transfer block unblock approve release edit rename adjust set increase decrease export download print
  schedule forecast predict chart graph translate import upload upgrade add register issue submit void write off settle clear reconcile match apply merge copy duplicate archive assign
  attach attached attachment attachments blocked enclose enclosed owing money worth cash payable placed placing made making arrive arrived arriving buying orders'
  asap urgent urgently today tomorrow average mean median median mail's answer answers reply replies active inactive valid closed completed received shipped delivered
  minimum maximum min max dearest fewest threshold points position situation overview story dossier brief briefing recap sum half-year performance
  region area territory street zip postcode website fax mobile number numbers id ids code codes
  whether yet hence therefore however although though despite except perhaps actually basically surely certainly absolutely definitely
  people person persons someone staff team colleague boss manager please's job task tasks morning evening night noon lunch
  explain describe understand believe feel hope guess remember send sending sends give gives taking takes makes using uses seems seemed
  nice good better fine great bad wrong false true real big huge tiny long longer short shorter new newer older young
  easy hard simple complex clear unclear different similar main major minor total entire complete whole various certain particular specific
  always sometimes usually rarely twice thrice another such other others own per via among across along around behind beyond inside outside
  shall ought dare cannot won't wouldn't shouldn't isn't aren't ain't gonna wanna gotta lemme gimme
  summer winter spring autumn season christmas easter holiday holidays weekend monday tuesday wednesday thursday friday saturday sunday
  approval approvals approver approvers
  contract contracts category categories service services facility facilities renewal renewals renew renews renewed renewing extend prolong propose terminate agreement agreements framework
  euro euros eur usd gbp dollar dollars pound pounds`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const endings = ['s', 'es', 'd', 'ed', 'ing', 'er', 'ly', 'al'];

/** Whether the model knows a lower-case word, or the trade word it is a form of (`rejected`). */
export const isKnownWord = (word: string): boolean =>
  tradeWords.has(word) ||
  plainWords.has(word) ||
  endings.some((ending) => word.length > ending.length + 3 && word.endsWith(ending) && tradeWords.has(word.slice(0, -ending.length)));

/** How many single-letter slips lie between two words: insert, drop, swap of neighbours or replace; stops counting above 2. */
const slips = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_unused, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 9) + 1 : 9;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 3;
};

/**
 * The trade word a lower-case word was meant to be: itself when it is known, otherwise the one word
 * that is a single slip away (two for words of eight letters and more, with the same first letter).
 */
export const meantWord = (word: string): string => {
  if (word.length < 5 || isKnownWord(word) || !/^[a-z]+$/.test(word)) return word;
  const allowed = word.length >= 8 ? 2 : 1;
  const near = [...tradeWords]
    .filter((known) => known.length >= 4 && known[0] === word[0])
    .map((known) => ({ known, distance: slips(word, known) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((left, right) => left.distance - right.distance);
  const [best, second] = near;
  const clear =
    best !== undefined &&
    (second === undefined || second.distance > best.distance || second.known.startsWith(best.known) || best.known.startsWith(second.known));
  return clear ? best.known : word;
};

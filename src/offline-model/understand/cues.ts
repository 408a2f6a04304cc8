/** What words in a message point at. Each cue is a pattern over the corrected lower-case text. */
const patterns = {
  customer: /\b(customers?|clients?|debtors?|receivables?)\b/,
  vendor: /\b(vendors?|suppliers?|creditors?|payables?)\b/,
  item: /\b(items?|products?|articles?|skus?|materials?|inventory|stock)\b/,
  invoice: /\b(invoices?|bills?|billed|invoiced|billing)\b/,
  order:
    /\b(orders|pos?|purchase orders?|purchases|purchas(e|ing) history|order (history|book|status)|(the|an?|this|that|is|which|what|open|our|their) order)\b/,
  receipt: /\b(receipts?|deliver(y|ies)|shipments?|goods in)\b/,
  payment: /\bpayments?( runs?)?\b/,
  ledger: /\b(ledger|entries|postings|transactions)\b/,
  contract: /\b(contracts?|renewals?|renew(s|ed|ing)?|framework agreements?)\b/,
  statement: /\bstatements?\b/,
  email: /\b(e-?mails?|emailing|mail|mails|remind|reminders?|dunning|write to|letters?)\b/,
  payWord: /\b(paid|paying|pay|pays)\b/,
  deliverWord: /\b(delivered|deliver|delivers|arrived?|arriving|on time|punctual(ity)?|ship(s|ped)?|received)\b/,
  buyWord: /\b(bought|sold|(did|do|does) (.* )?(buy|order|purchase)|sales(?! (orders?|invoices?|quotes?))|revenue|turnover)\b/,
  oweWord: /\b(owes?|owed|owing|in debt|credit limits?)\b/,
  weOwe: /\b((do|did) we (still )?owe|we owe|owed to|payables?)\b/,
  low: /\b(below (the |their |its )?(reorder|minimum|min)|reorder(ing)?|re-order|replenish(ment|ing)?|restock(ing)?|(running|run|runs|going|get|getting) (low|short|out)|low (on )?stock|low stock|short on|shortages?|(need|have|should) (we |to )*(buy|purchase)|should (we|i) (buy|order|purchase)|out of stock|missing (stuff|items?|parts?|goods|stock)|what is missing)\b/,
  overdue: /\b(overdue|over-?due|past[ -]due|in arrears|behind (on|with)|delinquent|dunning|late payers?)\b/,
  late: /\b(late|later|delay(s|ed)?|slow|worse|lateness|behind schedule|punctual(ity)?|on time)\b/,
  open: /\b(open|outstanding|unpaid|pending|(not|never) (yet )?(been )?(pay|paid)|not (yet )?(received|delivered|arrived)|still (due|to come|coming)|unfinished)\b/,
  stock: /\b(stock|inventory|on hand|in store|available|availability|do we have|have we got|left)\b/,
  price: /\b(prices?|priced|costs?|cheap(est|er)?|expensive|how much (is|are) (an?|the|one)?)\b/,
  contact: /\b(phone|telephone|call|contact|address|e-?mail address|city|located|location|country|reach)\b/,
  terms: /\b(payment terms|terms|credit limits?|blocked|currency)\b/,
  balance: /\b(balances?|owes?|owed|owing|how much)\b/,
  everything:
    /\b(everything|full (picture|overview|story|profile)|360|overview|all (you know )?about|deep dive|profile|whole (story|picture)|background on|tell me about|(what|how) is (up|going on) with|brief me|briefing|dossier)\b/,
  patterns: /\b(flags?|patterns?|trends?|anomal(y|ies)|unusual|suspicious|getting (worse|better)|concerns?|issues|problems)\b/,
  compare:
    /\b(compare|comparison|versus|vs|difference between|differ|against|(better|worse|cheaper|faster) than|who is (better|worse|faster|slower))\b/,
  summary: /\b(summar(y|ise|ize)|sum up|in short|brief(ly)?|totals?|recap)\b/,
  count: /\b(how many(?! (days|weeks|months))|(?<!phone |telephone |account |customer |vendor |supplier |item |invoice |order )number of|count)\b/,
  total: /\b(how much|total|sum|value of|worth|altogether)\b/,
  all: /\b(all|every|each|everyone|everybody|complete list|whole list)\b/,
  most: /\b(top|biggest|largest|highest|most|worst|max(imum)?|dearest|(?<!less )expensive)\b/,
  least: /\b(least|smallest|lowest|cheapest|min(imum)?|fewest)\b/,
  newest:
    /\b(newest|latest|most recent|last (order|invoice|receipt|payment|delivery|orders|invoices|receipts|payments|deliveries)|last \d+ (orders|invoices|receipts|payments|deliveries))\b/,
  oldest: /\b(oldest|longest|earliest)\b/,
  greeting: /^(hi|hello|hey|good (morning|afternoon|evening|day)|howdy|moin|hallo)\b/,
  thanks: /\b(thanks?|thank you|thx|cheers|great job|well done)\b/,
  help: /\b(help|what can (you|i) (do|ask)|what do you do|how do(es)? (you|this) work|who are you|what are you|your (tools|abilities)|what tools)\b/,
  noEmail: /\b(do not|don't|dont|no|without|never|not|skip( the)?) (any )?(send|sending|e-?mail(s|ing)?|draft(s|ing)?|mail(s|ing)?)\b/,
  noAttachment: /\b(without|no) (the |an? )?(statements?|attachments?)\b/,
  again: /\b(same|again|likewise|as well|repeat)\b/,
  more: /\b(continue|carry on|go on|keep going|(the )?(rest|others?|remaining( ones?)?|next (ones?|batch|\d+))|more)\b/,
  they: /\bof (these|those|them|the (orders|invoices|receipts|payments|entries|deliveries))\b|\b(their|theirs|them|they|it|its|his|her|he|she|him)\b/,
  this: /\b(this|that|the same|the) (one|customer|vendor|supplier|client|item|product|company|order|invoice|page|record)\b|\bhere\b/,
  yes: /^(yes|yep|yeah|sure|ok|okay|please do|do it|go ahead|go on|do that|yes please|alright|correct|right)\b/,
  no: /^(no|nope|never ?mind|stop|cancel that|forget it|leave it|nothing)\b/,
  bypass:
    /\b((without|skip|bypass|no need for|avoid|disable|turn off) (asking|(the |any )?(preview|confirmation|approval|confirm|audit|log))|((approve|confirm) (it|that|them|this|the preview|everything|all)( \w+)? (yourself|for me|on my behalf|automatically))|(approve|confirm) .*\byourself|ignore (all |your |the |previous |any )*(rules|instructions?|limits|permissions)|pretend (to be|you are|i am)|as (an? )?admin(istrator)?|system prompt|your instructions|other users?|override)\b/,
} as const satisfies Record<string, RegExp>;

/** Something a message can point at: a kind of record, a quality, a way to present, or a social gesture. */
export type Cue = keyof typeof patterns;

/** The cues a corrected lower-case text holds. */
export const readCues = (plain: string): ReadonlySet<Cue> => new Set((Object.keys(patterns) as Cue[]).filter((cue) => patterns[cue].test(plain)));

const polite =
  /^((please|pls|plz|kindly|ok|okay|so|and|then|now|hi|hello|hey|alright|yes|also|just|go ahead|can|could|would|will|you|we|i|want|need|would like|like|to|let us|lets|help me|me|immediately|quickly) )+/;

/** The request with politeness taken off: `can you please delete it` gives `delete it`. */
export const bareRequest = (plain: string): string => plain.replace(polite, '');

/** The verb a request begins with, politeness aside. */
export const openingVerb = (plain: string): string => bareRequest(plain).split(' ')[0] ?? '';

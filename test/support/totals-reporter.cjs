// Mocha's usual report, closed by its totals as one plain line.
const { reporters } = require('mocha');

module.exports = class TotalsReporter extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`\n${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`);
  }
};

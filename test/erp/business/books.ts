import type { Database } from 'better-sqlite3';

interface Rule {
  readonly name: string;
  /** Rows that break the rule; the company's number is the only parameter, named. */
  readonly sql: string;
}

const control = (party: 'Customer' | 'Vendor', column: string, detail: string): string => `
  SELECT 'control' AS what, gl.total AS ledger, sub.total AS subledger FROM
    (SELECT coalesce(sum(amount), 0) AS total FROM GLEntry WHERE company = @company
       AND glAccountNo IN (SELECT ${column} FROM ${party}PostingGroup WHERE company = @company)) gl,
    (SELECT coalesce(sum(amountLcy), 0) AS total FROM ${detail} WHERE company = @company) sub
  WHERE gl.total <> sub.total`;

const remaining = (ledger: string, detail: string, link: string): string => `
  SELECT e.entryNo, e.remainingAmount, sum(d.amount) AS detailed FROM ${ledger} e
    LEFT JOIN ${detail} d ON d.company = e.company AND d.${link} = e.entryNo
  WHERE e.company = @company GROUP BY e.entryNo
  HAVING e.remainingAmount <> coalesce(sum(d.amount), 0) OR e.open <> (e.remainingAmount <> 0)
    OR e.amount <> coalesce(sum(d.amount) FILTER (WHERE d.entryType = 'Initial Entry'), 0)`;

const totals = (header: string, lines: string): string => `
  SELECT h.no FROM ${header} h WHERE h.company = @company AND (
    h.amount <> (SELECT coalesce(sum(l.amount), 0) FROM ${lines} l WHERE l.company = h.company AND l.documentNo = h.no)
    OR h.amountIncludingVat <> (SELECT coalesce(sum(l.amountIncludingVat), 0) FROM ${lines} l WHERE l.company = h.company AND l.documentNo = h.no))`;

const gaps = (table: string): string => `
  SELECT count(*) AS documents, max(no) AS last, min(no) AS first FROM ${table} WHERE company = @company
  HAVING count(*) > 0 AND count(*) <> CAST(substr(max(no), 4) AS INTEGER) - CAST(substr(min(no), 4) AS INTEGER) + 1`;

const rules: readonly Rule[] = [
  {
    name: 'each transaction sums to zero',
    sql: 'SELECT transactionNo, sum(amount) FROM GLEntry WHERE company = @company GROUP BY transactionNo HAVING sum(amount) <> 0',
  },
  {
    name: 'each document sums to zero',
    sql: 'SELECT documentNo, sum(amount) FROM GLEntry WHERE company = @company GROUP BY documentType, documentNo, postingDate HAVING sum(amount) <> 0',
  },
  {
    name: 'amount is debit less credit',
    sql: 'SELECT entryNo FROM GLEntry WHERE company = @company AND (amount <> debitAmount - creditAmount OR (debitAmount <> 0 AND creditAmount <> 0))',
  },
  { name: 'receivables equal the customers', sql: control('Customer', 'receivablesAccount', 'DetailedCustLedgEntry') },
  { name: 'payables equal the vendors', sql: control('Vendor', 'payablesAccount', 'DetailedVendorLedgEntry') },
  { name: 'customer entries equal their details', sql: remaining('CustLedgerEntry', 'DetailedCustLedgEntry', 'custLedgerEntryNo') },
  { name: 'vendor entries equal their details', sql: remaining('VendorLedgerEntry', 'DetailedVendorLedgEntry', 'vendorLedgerEntryNo') },
  {
    name: 'applications cancel out',
    sql: "SELECT documentNo, sum(amount) FROM DetailedCustLedgEntry WHERE company = @company AND entryType = 'Application' GROUP BY customerNo HAVING sum(amount) <> 0",
  },
  {
    name: 'inventory account equals the value entries',
    sql: `
      SELECT gl.total, stock.total FROM
        (SELECT coalesce(sum(amount), 0) AS total FROM GLEntry WHERE company = @company
           AND glAccountNo IN (SELECT inventoryAccount FROM InventoryPostingSetup WHERE company = @company)) gl,
        (SELECT coalesce(sum(costAmountActual), 0) AS total FROM ValueEntry WHERE company = @company) stock
      WHERE gl.total <> stock.total`,
  },
  {
    name: 'item entries equal their value entries',
    sql: `
      SELECT e.entryNo FROM ItemLedgerEntry e LEFT JOIN ValueEntry v ON v.company = e.company AND v.itemLedgerEntryNo = e.entryNo
      WHERE e.company = @company GROUP BY e.entryNo
      HAVING e.quantity <> coalesce(sum(v.itemLedgerEntryQuantity), 0) OR e.invoicedQuantity <> coalesce(sum(v.invoicedQuantity), 0)
        OR e.costAmountActual <> coalesce(sum(v.costAmountActual), 0) OR e.costAmountExpected <> coalesce(sum(v.costAmountExpected), 0)`,
  },
  {
    name: 'no stock is negative',
    sql: 'SELECT itemNo, sum(quantity) FROM ItemLedgerEntry WHERE company = @company GROUP BY itemNo HAVING sum(quantity) < 0',
  },
  {
    name: 'VAT accounts equal the VAT entries',
    sql: `
      SELECT gl.total, vat.total FROM
        (SELECT coalesce(sum(amount), 0) AS total FROM GLEntry WHERE company = @company
           AND glAccountNo IN (SELECT salesVatAccount FROM VATPostingSetup UNION SELECT purchaseVatAccount FROM VATPostingSetup)) gl,
        (SELECT coalesce(sum(amount), 0) AS total FROM VATEntry WHERE company = @company) vat
      WHERE gl.total <> vat.total`,
  },
  { name: 'sales invoices equal their lines', sql: totals('SalesInvoiceHeader', 'SalesInvoiceLine') },
  { name: 'sales credit memos equal their lines', sql: totals('SalesCrMemoHeader', 'SalesCrMemoLine') },
  { name: 'purchase invoices equal their lines', sql: totals('PurchInvHeader', 'PurchInvLine') },
  { name: 'purchase credit memos equal their lines', sql: totals('PurchCrMemoHdr', 'PurchCrMemoLine') },
  {
    name: 'sales invoices equal their ledger entries',
    sql: 'SELECT h.no FROM SalesInvoiceHeader h JOIN CustLedgerEntry e ON e.company = h.company AND e.entryNo = h.custLedgerEntryNo WHERE h.company = @company AND (e.amount <> h.amountIncludingVat OR e.documentNo <> h.no)',
  },
  {
    name: 'sales credit memos equal their ledger entries',
    sql: 'SELECT h.no FROM SalesCrMemoHeader h JOIN CustLedgerEntry e ON e.company = h.company AND e.entryNo = h.custLedgerEntryNo WHERE h.company = @company AND (e.amount <> -h.amountIncludingVat OR e.documentNo <> h.no)',
  },
  {
    name: 'sales document totals equal their lines',
    sql: `
      SELECT h.documentType, h.no FROM SalesHeader h LEFT JOIN SalesLine l ON l.company = h.company AND l.documentType = h.documentType AND l.documentNo = h.no
      WHERE h.company = @company GROUP BY h.documentType, h.no
      HAVING h.amount <> coalesce(sum(l.amount), 0) OR h.amountIncludingVat <> coalesce(sum(l.amountIncludingVat), 0)
        OR h.invoiceDiscountAmount <> coalesce(sum(l.invDiscountAmount), 0)`,
  },
  {
    name: 'a cancelled invoice and its corrective credit memo settle each other',
    sql: `
      SELECT h.no FROM SalesInvoiceHeader h WHERE h.company = @company AND h.cancelled = 1 AND 1 <>
        (SELECT count(*) FROM SalesCrMemoHeader c JOIN CustLedgerEntry e ON e.company = c.company AND e.entryNo IN (c.custLedgerEntryNo, h.custLedgerEntryNo) AND e.open = 0
          WHERE c.company = h.company AND c.corrective = 1 AND c.cancelled = 0 AND c.appliesToDocNo = h.no AND c.amountIncludingVat = h.amountIncludingVat) / 2`,
  },
  {
    name: 'purchase invoices equal their ledger entries',
    sql: 'SELECT h.no FROM PurchInvHeader h JOIN VendorLedgerEntry e ON e.company = h.company AND e.entryNo = h.vendorLedgerEntryNo WHERE h.company = @company AND (e.amount <> -h.amountIncludingVat OR e.documentNo <> h.no)',
  },
  {
    name: 'purchase credit memos equal their ledger entries',
    sql: 'SELECT h.no FROM PurchCrMemoHdr h JOIN VendorLedgerEntry e ON e.company = h.company AND e.entryNo = h.vendorLedgerEntryNo WHERE h.company = @company AND (e.amount <> h.amountIncludingVat OR e.documentNo <> h.no)',
  },
  {
    name: 'a document number is used by one posting only',
    sql: 'SELECT documentNo FROM (SELECT documentNo, transactionNo FROM CustLedgerEntry WHERE company = @company UNION ALL SELECT documentNo, transactionNo FROM VendorLedgerEntry WHERE company = @company) GROUP BY documentNo HAVING count(DISTINCT transactionNo) > 1',
  },
  { name: 'sales invoice numbers have no gap', sql: gaps('SalesInvoiceHeader') },
  { name: 'sales credit memo numbers have no gap', sql: gaps('SalesCrMemoHeader') },
  { name: 'sales shipment numbers have no gap', sql: gaps('SalesShipmentHeader') },
  { name: 'purchase invoice numbers have no gap', sql: gaps('PurchInvHeader') },
  { name: 'receipt numbers have no gap', sql: gaps('PurchRcptHeader') },
  { name: 'purchase credit memo numbers have no gap', sql: gaps('PurchCrMemoHdr') },
  {
    name: 'vendor applications cancel out',
    sql: "SELECT vendorNo, sum(amount) FROM DetailedVendorLedgEntry WHERE company = @company AND entryType = 'Application' GROUP BY vendorNo HAVING sum(amount) <> 0",
  },
  {
    name: 'orders plan to receive and invoice no more than there is',
    sql: "SELECT documentNo FROM PurchaseLine WHERE company = @company AND documentType = 'Order' AND (qtyToReceive > outstandingQuantity OR qtyToInvoice > qtyRcdNotInvoiced + qtyToReceive)",
  },
  {
    name: 'orders know what they received',
    sql: `
      SELECT l.documentNo FROM PurchaseLine l WHERE l.company = @company AND l.documentType = 'Order' AND (
        l.outstandingQuantity <> l.quantity - l.quantityReceived OR l.qtyRcdNotInvoiced <> l.quantityReceived - l.quantityInvoiced
        OR l.quantityReceived <> (SELECT coalesce(sum(r.quantity), 0) FROM PurchRcptLine r WHERE r.company = l.company AND r.orderNo = l.documentNo AND r.orderLineNo = l.lineNo))`,
  },
  {
    name: 'sales orders know what they shipped',
    sql: `
      SELECT l.documentNo FROM SalesLine l WHERE l.company = @company AND l.documentType = 'Order' AND (
        l.outstandingQuantity <> l.quantity - l.quantityShipped OR l.qtyShippedNotInvoiced <> l.quantityShipped - l.quantityInvoiced
        OR l.qtyToShip > l.outstandingQuantity OR l.qtyToInvoice > l.quantityShipped + l.qtyToShip - l.quantityInvoiced
        OR l.qtyShippedNotInvoiced <> (SELECT coalesce(sum(s.qtyShippedNotInvoiced), 0) FROM SalesShipmentLine s WHERE s.company = l.company AND s.orderNo = l.documentNo AND s.orderLineNo = l.lineNo)
        OR l.quantityShipped > (SELECT coalesce(sum(s.quantity), 0) FROM SalesShipmentLine s WHERE s.company = l.company AND s.orderNo = l.documentNo AND s.orderLineNo = l.lineNo))`,
  },
  {
    name: 'shipments of orders that are gone are wholly invoiced',
    sql: `
      SELECT s.documentNo FROM SalesShipmentLine s WHERE s.company = @company AND s.qtyShippedNotInvoiced <> 0
        AND NOT EXISTS (SELECT 1 FROM SalesLine l WHERE l.company = s.company AND l.documentType = 'Order' AND l.documentNo = s.orderNo AND l.lineNo = s.orderLineNo)`,
  },
];

/** Every bookkeeping rule that a company's rows break, with the first rows that show it; none if the books are right. */
export const brokenRules = (db: Database, company: number): readonly string[] =>
  rules.flatMap(({ name, sql }) => {
    const rows = db.prepare(sql).all({ company });
    return rows.length > 0 ? [`${name}: ${JSON.stringify(rows.slice(0, 3))}`] : [];
  });

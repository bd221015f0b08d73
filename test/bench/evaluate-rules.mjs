// Five row-local indicators as plain functions over rows of text, the way a program without a query engine would judge them.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

function isDate(year, month, day) {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/** GB 11643, as the prelude's `is_valid_citizen_id` says. */
function isValidCitizenId(id, lastDay) {
  if (id.length !== 18) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const digit = id.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return false;
    sum += digit * weights[i];
  }
  if (!isDate(+id.slice(6, 10), +id.slice(10, 12), +id.slice(12, 14)) || id.slice(6, 14) > lastDay) return false;
  return checkCharacters[sum % 11] === id[17];
}

/** code → the table, the columns that are read, and whether a row is returned. */
export const rowRules = {
  DQ06: {
    table: 'person',
    columns: ['id_number'],
    finds: ([id], { lastDay }) => id === null || !isValidCitizenId(id, lastDay),
  },
  DQ07: {
    table: 'person',
    columns: ['id_number', 'birth_date', 'sex'],
    finds([id, birthDate, sex], { lastDay }) {
      const key = id === null ? '' : id.trim().replaceAll('x', 'X');
      if (key === '' || !isValidCitizenId(key, lastDay)) return false;
      if (birthDate === null || sex === null || sex === '9') return true;
      if (birthDate.replaceAll('-', '') !== id.slice(6, 14)) return true;
      return (sex === '1' || sex === '2') && sex !== (Number(id[16]) % 2 === 1 ? '1' : '2');
    },
  },
  DY23: {
    table: 'benefit_payment',
    columns: ['reviewed_by', 'reviewed_at', 'approved_by', 'approved_at', 'paid_at'],
    finds: ([reviewedBy, reviewedAt, approvedBy, approvedAt, paidAt]) =>
      reviewedBy === null ||
      reviewedAt === null ||
      approvedBy === null ||
      approvedAt === null ||
      paidAt === null ||
      paidAt < approvedAt,
  },
  DY27: {
    table: 'benefit_payment',
    columns: ['channel', 'amount'],
    finds: ([channel, amount]) => (channel === 'cash' || channel === 'file') && Number(amount) > 0,
  },
  NK16: {
    table: 'operation_log',
    columns: ['step', 'before_hash', 'after_hash', 'business_no'],
    finds([step, before, after, businessNo]) {
      if (step === 'backend') return true;
      if (before === after || businessNo === null) return false;
      return noNumber.has(businessNo.replace(/[0\-—/]/g, ''));
    },
  },
};

const noNumber = new Set(['', '无', 'null', 'NULL', 'none', 'None', 'NONE', 'NA', 'na']);

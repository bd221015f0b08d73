import { defineLocale } from '../../platform/i18n/locale.js';

export const searchLocale = defineLocale(
  {
    title: '查找结果',
    about: '查找：{text}',
    kind: {
      alert_number: '预警号',
      subject: '编号',
      id_number: '证件号码',
      credit_code: '统一社会信用代码',
      account: '账户哈希',
      name: '姓名或单位名称',
    },
    or: '、',
    readAs: '按{kinds}查找，只列出您有权查看的。',
    readAsNothing:
      '没有能按这段文字查找的内容。可查：预警号、个人或单位编号、完整的证件号码或姓名、单位名称或信用代码、账户哈希。',
    plainAccount:
      '报送数据中的账号都已用全区共用的密钥加密，本系统没有密钥，不能按账号原文查找。请用账户哈希查找，或按该账户的持有人查找。',
    subjects: '对象（{n}）',
    cutShort: '同名的较多，只列出一部分。可改用证件号码或编号查找。',
    alerts: '预警（{n}）',
    latest: '只列出最近的 {n} 条。',
    columns: { subject: '对象', name: '名称', idNumber: '证件号码', agency: '单位', line: '险种' },
    none: {
      title: '在上方输入要查找的内容',
      text: '按 / 键即可输入。可查：预警号、个人或单位编号、完整的证件号码或姓名、单位名称或信用代码、账户哈希。查找个人会留下记录。',
    },
    noAlerts: { title: '没有相关预警', text: '请检查是否输入完整；证件号码、姓名须完整输入，并以最近一期报送为准。' },
  },
  {
    title: 'Search results',
    about: 'Looked for: {text}',
    kind: {
      alert_number: 'alert number',
      subject: 'subject number',
      id_number: 'citizen id',
      credit_code: 'credit code',
      account: 'account hash',
      name: 'name',
    },
    or: ', ',
    readAs: 'Looked for as: {kinds}. Only what you may see is listed.',
    readAsNothing:
      'Nothing can be found by this. Try an alert number, a subject number, a whole citizen id or name, an employer’s name or credit code, or an account hash.',
    plainAccount:
      'Accounts in the data are hashed with a key of the region that this system does not have, so a printed account cannot be found. Look for the hash, or for its holder.',
    subjects: 'Subjects ({n})',
    cutShort: 'Many go by this name; only some are listed. Look for the citizen id or the number instead.',
    alerts: 'Alerts ({n})',
    latest: 'Only the latest {n} are listed.',
    columns: { subject: 'Subject', name: 'Name', idNumber: 'Citizen id', agency: 'Agency', line: 'Line' },
    none: {
      title: 'Type above what you look for',
      text: 'The key / goes there. Alert numbers, subject numbers, whole citizen ids or names, employers’ names or credit codes, account hashes. Looking for a person is logged.',
    },
    noAlerts: {
      title: 'No alert is about it',
      text: 'Check that it is complete: ids and names are found whole, in the latest data that was sent.',
    },
  },
);

// Writes the delivered templates beside this file: `node application/templates/make-templates.mjs`. Laid out after
// GB/T 9704 where it fits: A4, margins 37/35/28/26 mm, body 仿宋 16 pt, 28 characters a line and 22 lines a page.
import { writeFileSync } from 'node:fs';
import PizZip from 'pizzip';

const xml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const run = (text, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
const p = (style, text, properties = '') =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr>${text === '' ? '' : run(text)}</w:p>`;

const body = (text) => p('Body', text);
const heading = (text) => p('Heading', text);
/** Dates and amounts do not break: such a line would be stretched wide. */
const found = p('Body', '{发现情况}', '<w:jc w:val="left"/>');
const cells = (style, texts, widths, spans = []) =>
  texts
    .map(
      (text, index) =>
        `<w:tc><w:tcPr><w:tcW w:w="${widths[index]}" w:type="dxa"/>${spans[index] > 1 ? `<w:gridSpan w:val="${spans[index]}"/>` : ''}<w:vAlign w:val="center"/></w:tcPr>${(Array.isArray(text) ? text : [text]).map((line) => (line.startsWith('<w:p>') ? line : p(typeof style === 'string' ? style : style[index], line))).join('')}</w:tc>`,
    )
    .join('');
const row = (content, header = false) =>
  `<w:tr><w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>${content}</w:tr>`;
const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('');
const margins = (side) => ['left', 'right'].map((name) => `<w:${name} w:w="${side}" w:type="dxa"/>`).join('');
const table = (widths, rows, side = 108) =>
  `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((a, b) => a + b)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>${margins(side)}</w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`;
/** A table of one heading row and one row that repeats; many figures stand closer and smaller. */
const list = (tag, columns, { prefix, side } = { prefix: 'Cell', side: 108 }) => {
  const widths = columns.map(([, , width]) => width);
  const texts = columns.map(([, name], index) => {
    const open = index === 0 ? `{#${tag}}` : '';
    const close = index === columns.length - 1 ? `{/${tag}}` : '';
    return `${open}{${name}}${close}`;
  });
  const styles = columns.map(([, , , right]) => (right ? `${prefix}Right` : prefix));
  return table(
    widths,
    [
      row(
        cells(
          `${prefix}Head`,
          columns.map(([title]) => title),
          widths,
        ),
        true,
      ),
      row(cells(styles, texts, widths)),
    ],
    side,
  );
};
/** Name and value, two pairs a row; one alone spans the rest. */
const form = (rows) => {
  const widths = [1700, 2723, 1700, 2723];
  return table(
    widths,
    rows.map((one) =>
      one.length === 4
        ? row(cells(['CellHead', 'Cell', 'CellHead', 'Cell'], one, widths))
        : row(cells(['CellHead', 'Cell'], one, [widths[0], widths[1] * 2 + widths[2]], [1, 3])),
    ),
  );
};
const paragraphs = (tag, style = 'Body') => [p(style, `{#${tag}}`), p(style, '{内容}'), p(style, `{/${tag}}`)];
const inCell = (tag) => paragraphs(tag, 'Cell');
const basis = (numeral) => [
  heading(`${numeral}、依据`),
  body('{#依据}'),
  body('{序号}{条文}{内容}{效力}'),
  body('{/依据}'),
];
/** The last words stay with the place for the seal: it never stands on a page of its own. */
const sign = (last) => [p('Last', last), p('Last', ''), p('Sign', '{发文单位}（印章）'), p('Sign', '{成文日期}')];
const redHead = [p('Issuer', '{发文单位}'), p('Number', '{文号}'), p('RedLine', '')];
const alertForm = [
  ['预警编号', '{预警编号}', '严重程度', '{严重程度}'],
  ['预警指标', '{指标}'],
  ['被核查单位', '{被核查单位}', '险种', '{险种}'],
  ['所属期', '{所属期}', '涉及金额', '{涉及金额}'],
];
const hits = [
  list('明细', [
    ['序号', '序号', 710],
    ['对象', '对象', 1300],
    ['事项', '事项', 2060],
    ['月份', '月份', 1130],
    ['金额', '金额', 1540, true],
    ['情况', '情况', 2106],
  ]),
  p('Note', '{其余明细}'),
];
/** A form that is signed below: title, number, table. */
const slip = (title, rows, after = []) => [p('Title', title), p('Number', '{文号}'), form(rows), ...after];
const basisRow = ['依据', [p('Cell', '{#依据}'), p('Cell', '{序号}{条文}{内容}{效力}'), p('Cell', '{/依据}')]];
const signPlace = ['', '', ''];
/** Who signs, and how, on a line each; beside them room to do it. */
const signRow = (left, right) => [left, signPlace, right, signPlace];
const sentNotes = [p('Note', '主送：{主送单位}'), p('Note', '填报单位：{发文单位}　{成文日期}')];

const templates = {
  alert_letter: [
    ...redHead,
    p('Title', '社会保险基金监督预警信息'),
    p('Addressee', '{主送单位}：'),
    body('我单位在社会保险基金非现场监督中发现下列疑点，现将预警信息发送你单位，请按要求核查并反馈。'),
    heading('一、预警事项'),
    form(alertForm),
    heading('二、发现情况'),
    found,
    ...hits,
    heading('三、核查要求'),
    body('（一）请于{签收期限}前在系统中签收；逾期未签收的，自该日起视为收到。'),
    body('（二）请核查并确定问题类型，清理基础数据，处理疑点问题，于{反馈期限}前反馈核查结果，并附佐证材料。'),
    body('（三）核查方法如下：'),
    body('{#核查方法}'),
    body('{序号}{内容}'),
    body('{/核查方法}'),
    ...basis('四'),
    ...sign('特此函告。'),
    p('Note', '经办人：{经办人}'),
  ],
  supervise_order: [
    ...redHead,
    p('Title', '社会保险基金网络监督督办通知书'),
    p('Addressee', '{主送单位}：'),
    body('在社会保险基金网络监督中发现下列典型问题，经批准，现予督办，请组织实地核查。'),
    heading('一、督办事项'),
    form(alertForm),
    found,
    ...hits,
    heading('二、督办事由'),
    ...paragraphs('督办事由'),
    heading('三、办理要求'),
    body('（一）请组织力量到被核查单位实地核查，查清事实，形成核查结论，并附证据材料。'),
    body('（二）请于{办结期限}前办结，并书面报告核查情况和处理结果。'),
    body('（三）核查时请注意：'),
    body('{#核查方法}'),
    body('{序号}{内容}'),
    body('{/核查方法}'),
    heading('四、批准'),
    body('批准意见：{批准意见}　批准人：{批准人}　批准日期：{批准日期}'),
    ...basis('五'),
    ...sign('特此通知。'),
    p('Note', '经办人：{经办人}'),
  ],
  inspection_notice: [
    ...redHead,
    p('Title', '监督检查通知书'),
    p('Addressee', '{主送单位}：'),
    body('根据社会保险基金监督工作安排，决定对你单位实施{检查类型}。现将有关事项通知如下。'),
    heading('一、检查时间和地点'),
    body('检查名称：{检查名称}（{检查编号}）。'),
    body('自{开始日期}至{结束日期}，地点：{检查地点}。{通知方式}'),
    heading('二、检查内容和范围'),
    ...paragraphs('检查内容'),
    body('涉及预警：{涉及预警}。'),
    heading('三、检查组'),
    body('组长：{组长}'),
    body('成员：{成员}'),
    body('检查组成员与你单位或者检查事项有利害关系的，请在检查开始前书面提出回避申请。'),
    heading('四、需要准备的资料'),
    ...paragraphs('准备资料'),
    ...basis('五'),
    ...sign('特此通知。'),
    p('Note', '经办人：{经办人}'),
  ],
  answer_form: slip(
    '核查反馈单',
    [
      ...alertForm,
      ['收到日期', '{收到日期}', '反馈期限', '{反馈期限}'],
      ['问题类型', '{问题类型}', '是否按期', '{是否按期}'],
      ['核查说明', inCell('核查说明')],
      ['填报项目', [p('Cell', '{#反馈项目}'), p('Cell', '{项目}：{填报}'), p('Cell', '{/反馈项目}')]],
      ['确认金额', '{确认金额}', '追回金额', '{追回金额}'],
      ['佐证材料', '{佐证材料}'],
      ['后续处理', '{后续处理}'],
      ['反馈人', '{反馈人}', '反馈日期', '{反馈日期}'],
      signRow(['核查人', '（签字）'], ['单位负责人', '（签字盖章）']),
      basisRow,
    ],
    sentNotes,
  ),
  consultation_letter: [
    ...redHead,
    p('Title', '关于协商研究处理疑点信息的函'),
    p('Addressee', '{主送单位}：'),
    body('在社会保险基金非现场监督中发现下列疑点，涉及政策适用，请你单位研究。'),
    heading('一、疑点信息'),
    form(alertForm),
    found,
    ...hits,
    heading('二、协商事项'),
    ...paragraphs('协商事项'),
    heading('三、答复要求'),
    body('本函于{发出日期}发出。请依法依规提出处理意见和建议，于{答复期限}前书面反馈。'),
    ...basis('四'),
    ...sign('特此函商，请予支持。'),
    p('Note', '经办人：{经办人}'),
  ],
  consultation_opinion: slip(
    '疑点信息处理意见',
    [
      ...alertForm,
      ['提出部门', '{提出部门}', '收到日期', '{收到日期}'],
      ['协商事项', inCell('协商事项')],
      ['处理意见', inCell('处理意见')],
      ['政策依据', '{政策依据}'],
      ['答复期限', '{答复期限}', '答复日期', '{答复日期}'],
      ['答复人', '{答复人}', ['部门负责人', '（签字盖章）'], signPlace],
      basisRow,
    ],
    sentNotes,
  ),
  field_check_approval: slip(
    '实地核查审批单',
    [
      ...alertForm,
      ['发现情况', '{发现情况}'],
      ['核查理由', inCell('核查理由')],
      ['核查地点', '{核查地点}'],
      ['提出人', '{提出人}', '提出日期', '{提出日期}'],
      ['审批意见', ['{审批意见}', '']],
      ['审批人', '{审批人}', '审批日期', '{审批日期}'],
      signRow(['监督机构', '负责人', '（签字）'], ['分管局领导', '（签字）']),
      basisRow,
    ],
    [p('Note', '制单：{发文单位}　{成文日期}')],
  ),
  field_check_report: [
    p('Title', '实地核查报告'),
    p('Number', '{文号}'),
    heading('一、核查事项'),
    form([...alertForm, ['核查地点', '{核查地点}'], ['批准人', '{审批人}', '批准日期', '{审批日期}']]),
    heading('二、核查理由'),
    ...paragraphs('核查理由'),
    heading('三、核查结果'),
    ...paragraphs('核查结果'),
    body('报告人：{报告人}　报告日期：{报告日期}'),
    body('核查人员（签字）：'),
    body('被核查单位（签字、盖章）：'),
    ...basis('四'),
    ...sign('特此报告。'),
  ],
  rectification_form: slip(
    '整改报告',
    [
      ...alertForm,
      ['整改要求', inCell('整改要求')],
      ['整改期限', '{整改期限}'],
      ['整改措施', inCell('整改措施')],
      ['整改结果', inCell('整改结果')],
      ['未完事项', '{未完事项}'],
      ['确认金额', '{确认金额}', '追回金额', '{追回金额}'],
      signRow(['经办人', '（签字）'], ['单位负责人', '（签字盖章）']),
      basisRow,
    ],
    sentNotes,
  ),
  major_matter_report: [
    p('Title', '社会保险基金要情报告'),
    p('Number', '{文号}　　签发人：{签发人}'),
    p('Addressee', '{主送单位}：'),
    heading('一、基本情况'),
    form([
      ['案件', '{案件}'],
      ['要情编号', '{要情编号}', '要情等级', '{要情等级}'],
      ['涉嫌情形', '{涉嫌情形}', '可能损失', '{可能损失}'],
      ['涉及单位', '{涉及单位}'],
      ['立案情况', '{立案情况}'],
      ['应追回', '{确认应追回}', '已追回', '{已追回}'],
    ]),
    heading('二、案情和事件经过'),
    ...paragraphs('案情'),
    ...paragraphs('事件经过'),
    list('涉及预警', [
      ['序号', '序号', 710],
      ['预警', '预警编号', 2120],
      ['单位', '单位', 1250],
      ['指标', '指标', 1250],
      ['险种', '险种', 976],
      ['月份', '月份', 1000],
      ['金额', '金额', 1540, true],
    ]),
    heading('三、已采取的措施'),
    ...paragraphs('已采取措施'),
    heading('四、下一步工作'),
    ...paragraphs('下一步工作'),
    ...basis('五'),
    ...sign('特此报告。'),
  ],
  closure_slip: slip(
    '预警信息销号单',
    [
      ...alertForm,
      ['收到日期', '{收到日期}', '反馈期限', '{反馈期限}'],
      ['问题类型', '{问题类型}', '是否按期', '{是否按期}'],
      ['核查说明', inCell('核查说明')],
      ['确认金额', '{确认金额}', '追回金额', '{追回金额}'],
      ['审核意见', '{审核意见}'],
      ['审核人', '{审核人}', '销号日期', '{销号日期}'],
      signRow(['审核人', '（签字）'], ['监督机构', '（印章）']),
      basisRow,
    ],
    [p('Note', '制单：{发文单位}　{成文日期}')],
  ),
};
const figures = [
  ['产生', '预警数', 620, true],
  ['下发', '下发', 620, true],
  ['反馈', '已反馈', 620, true],
  ['逾期', '逾期', 620, true],
  ['退回', '退回', 620, true],
  ['销号', '已销号', 620, true],
  ['未结', '未结', 620, true],
  ['认定金额', '认定', 1503, true],
  ['追回金额', '追回', 1503, true],
];
const figureList = (tag, columns) => list(tag, columns, { prefix: 'Figure', side: 60 });
const summary = (title) => [
  p('Title', title),
  p('Number', '{文号}'),
  body(
    '{起始月份}至{截止月份}（数据截至{成文日期}），产生预警{预警总数}条（上期{上期预警数}条），下发{下发数}条，收到反馈{已反馈数}条；期内到期应反馈{到期数}条，逾期{逾期数}条；退回{退回数}条，责令整改{责令整改数}条，排除{排除数}条，撤回{撤回数}条，销号{已销号数}条（上期{上期销号数}条），期末未结{未结数}条。',
  ),
  body(
    '涉及金额{金额合计}，认定{认定合计}，追回{追回合计}（上期{上期追回合计}），期末未追回{未追回合计}，均按追回台账入账日期。',
  ),
  body(
    '批准延期{延期数}条，送险种业务部门协商{协商数}条，批准实地核查{实地核查数}条，发出督办通知书{督办数}条；开展现场监督和专项检查{检查数}次，签发要情{要情数}件。应报送数据{应报数}份，准时{准时数}份，迟报{迟报数}份，未入库{未入库数}份。',
  ),
  heading('一、按问题类型'),
  figureList('按问题类型', [
    ['问题类型', '名称', 2446],
    ['反馈', '已反馈', 800, true],
    ['退回', '退回', 800, true],
    ['销号', '已销号', 800, true],
    ['未结', '未结', 800, true],
    ['认定金额', '认定', 1600, true],
    ['追回金额', '追回', 1600, true],
  ]),
  heading('二、按经办机构'),
  figureList('按机构', [['经办机构', '名称', 1500], ...figures]),
  heading('三、按预警类别'),
  figureList('按类别', [['类别', '名称', 1500], ...figures]),
  heading('四、按险种'),
  figureList('按险种', [['险种', '名称', 1500], ...figures]),
  heading('五、按严重程度'),
  figureList('按严重程度', [['严重程度', '名称', 1500], ...figures]),
  ...basis('六'),
  ...sign('以上为汇总情况。'),
];
templates.half_year_summary = summary('半年预警信息处理结果分类汇总');
templates.annual_summary = summary('年度预警信息处理结果分类汇总');

const fonts = (eastAsia) =>
  `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="${eastAsia}"/>`;
const size = (points) => `<w:sz w:val="${points * 2}"/><w:szCs w:val="${points * 2}"/>`;
const exact = (points, more = '') => `<w:spacing w:line="${points * 20}" w:lineRule="exact"${more}/>`;
const style = (id, name, paragraph, text) =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${text}</w:rPr></w:style>`;
const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const styles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles ${space}><w:docDefaults><w:rPrDefault><w:rPr>${fonts('仿宋')}${size(16)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>${exact(28.8)}<w:jc w:val="both"/></w:pPr></w:style>
${style('Issuer', '发文机关标志', `${exact(44, ' w:before="0" w:after="240"')}<w:jc w:val="center"/>`, `${fonts('方正小标宋简体')}<w:b/><w:color w:val="E60000"/>${size(28)}`)}
${style('Number', '发文字号', `${exact(28.8)}<w:jc w:val="center"/>`, '')}
${style('RedLine', '红色分隔线', `<w:pBdr><w:top w:val="single" w:sz="12" w:space="4" w:color="E60000"/></w:pBdr>${exact(20)}`, '')}
${style('Title', '公文标题', `${exact(34, ' w:before="120" w:after="240"')}<w:jc w:val="center"/>`, `${fonts('方正小标宋简体')}<w:b/>${size(22)}`)}
${style('Addressee', '主送机关', exact(28.8), '')}
${style('Heading', '一级标题', `<w:keepNext/>${exact(28.8)}<w:ind w:firstLine="640" w:firstLineChars="200"/>`, `${fonts('黑体')}`)}
${style('Body', '公文正文', `${exact(28.8)}<w:ind w:firstLine="640" w:firstLineChars="200"/>`, '')}
${style('Last', '结束语', `<w:keepNext/>${exact(28.8)}<w:ind w:firstLine="640" w:firstLineChars="200"/>`, '')}
${style('Sign', '署名和日期', `<w:keepNext/>${exact(28.8)}<w:ind w:right="640"/><w:jc w:val="right"/>`, '')}
${style('Note', '附注', `${exact(22)}<w:jc w:val="left"/>`, size(12))}
${style('Cell', '表格文字', `${exact(19)}<w:jc w:val="left"/>`, size(12))}
${style('CellRight', '表格数字', `${exact(19)}<w:jc w:val="right"/>`, size(12))}
${style('CellHead', '表头', `${exact(19)}<w:jc w:val="center"/>`, `${fonts('黑体')}${size(12)}`)}
${style('Figure', '汇总表文字', `${exact(17)}<w:jc w:val="left"/>`, size(10.5))}
${style('FigureRight', '汇总表数字', `${exact(17)}<w:jc w:val="right"/>`, size(10.5))}
${style('FigureHead', '汇总表头', `${exact(17)}<w:jc w:val="center"/>`, `${fonts('黑体')}${size(10.5)}`)}
</w:styles>`;
const field = (code) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const footer = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr ${space}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${run('— ')}${field('PAGE')}${run(' —')}</w:p></w:ftr>`;
const mm = (value) => Math.round((value / 25.4) * 1440);
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Letters leave the margins of GB/T 9704; forms need the room for their tables. */
const section = (margin) =>
  `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="${mm(210)}" w:h="${mm(297)}"/><w:pgMar w:top="${mm(margin.top)}" w:right="${mm(26)}" w:bottom="${mm(margin.bottom)}" w:left="${mm(28)}" w:header="851" w:footer="${mm(margin.bottom - 7)}" w:gutter="0"/></w:sectPr>`;
const parts = {
  '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`,
  '_rels/.rels': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
  'word/_rels/document.xml.rels': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${relations}/footer" Target="footer1.xml"/></Relationships>`,
  'word/styles.xml': styles,
  'word/footer1.xml': footer,
};

for (const [kind, content] of Object.entries(templates)) {
  const zip = new PizZip();
  const margin = content.includes(redHead[0]) ? { top: 37, bottom: 35 } : { top: 25, bottom: 25 };
  // The same script gives the same bytes.
  const date = new Date('2026-01-01T00:00:00Z');
  for (const [name, text] of Object.entries(parts)) zip.file(name, text, { date });
  const document = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${space} xmlns:r="${relations}"><w:body>${content.join('')}${section(margin)}</w:body></w:document>`;
  zip.file('word/document.xml', document, { date });
  const name = `${kind.replaceAll('_', '-')}.docx`;
  writeFileSync(new URL(name, import.meta.url), zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }));
}

import type { Role } from '@fundwatch/domain/identity';
import { demoAgencies } from './region.js';

/** The one password of every demonstration account. Accounts with it exist in the demonstration only. */
export const demoPassword = 'fundwatch-demo-2026';

export interface DemoAccount {
  userName: string;
  displayName: string;
  roles: readonly Role[];
  /** An agency's code, a department's, or `120000` for the municipality's offices. */
  organisation: string;
  /** Shown beside the sign-in: what the account is for. */
  post: string;
}

const municipality = '120000';

/** Insurance-line departments of the bureau, which can be consulted. */
export const demoDepartments = [
  { code: '120900', name: '养老保险处' },
  { code: '120901', name: '失业保险处' },
] as const;

/** Agencies with people of their own names; the others' answers come from accounts named after the district. */
const agencyPeople: Readonly<Record<string, { handler: string; head: string }>> = {
  '120101': { handler: '刘芳', head: '郑国栋' },
  '120103': { handler: '马晓东', head: '许桂兰' },
  '120116': { handler: '孙丽', head: '高振业' },
};

/** The people of the demonstration: supervision office, other offices, and a handler and a head at every agency. */
export function demoAccounts(): DemoAccount[] {
  return [
    office('zhangmin', '张敏', ['supervision_officer'], '基金监督处 监测人员'),
    office('chenwei', '陈伟', ['supervision_officer', 'data_steward'], '基金监督处 监测人员兼管理员'),
    office('wangjianguo', '王建国', ['supervision_head'], '基金监督处 处长'),
    office('zhaozhiyuan', '赵志远', ['bureau_leader'], '分管局领导'),
    office('admin', '系统管理员', ['administrator'], '系统管理员'),
    office('liuyan', '刘岩', ['data_steward'], '监督数据管理员'),
    office('zhoujing', '周静', ['internal_auditor'], '内部审计'),
    office('xinxi', '吴昊', ['information_institution'], '信息管理机构'),
    { ...office('yanglao', '黄梅', ['line_department'], '养老保险处'), organisation: '120900' },
    { ...office('shiye', '何静', ['line_department'], '失业保险处'), organisation: '120901' },
    ...demoAgencies.flatMap(({ code, name }) => {
      const people = agencyPeople[code] ?? { handler: `${name}经办人`, head: `${name}负责人` };
      return [
        {
          userName: `h${code}`,
          displayName: people.handler,
          roles: ['agency_handler'],
          organisation: code,
          post: `${name} 经办核查人`,
        },
        {
          userName: `b${code}`,
          displayName: people.head,
          roles: ['agency_head'],
          organisation: code,
          post: `${name} 经办负责人`,
        },
      ] as const;
    }),
  ];
}

function office(userName: string, displayName: string, roles: readonly Role[], post: string): DemoAccount {
  return { userName, displayName, roles, organisation: municipality, post };
}

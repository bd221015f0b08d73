import { afterAll, beforeAll, expect, it } from 'vitest';
import { business, idNumber, NORTH, payment, person } from '../support/a-month.js';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { sendCheckedPackage } from '../support/checked-package.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the page of a subject', () => {
  let desk: Desk;
  let officer: Person;
  let leader: Person;
  let alert: BuiltAlert;
  let many: BuiltAlert;

  const open = (one: Person, path: string) => one.page.goto(desk.api.url + path);
  const here = `/subjects/person/${NORTH}/110/P1`;
  const looks = () =>
    desk.api.sql(`select reason from fundwatch.audit_event where action = 'subject.unmask' order by id`);

  beforeAll(async () => {
    desk = await openDesk();
    await desk.api.addAccount({ userName: '吴工', roles: ['information_institution'] });
    const people = [person(1), person(2)];
    const send = (spec: Parameters<typeof sendCheckedPackage>[1]) => sendCheckedPackage(desk.api, spec, { by: '吴工' });
    await send({ ...business(NORTH, people, [payment(81, 1)]), period: '202608' });
    await send(business(NORTH, people, [payment(1, 1), payment(2, 2)]));
    alert = await anAlert().about('P1').dispatchedTo(NORTH).save(desk.api.database);
    many = await anAlert()
      .of('DY05')
      .about(NORTH)
      .dispatchedTo(NORTH)
      .behind({ subject: 'P1', hitKey: 'a' }, { subject: 'P2', hitKey: 'b' })
      .save(desk.api.database);
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    leader = await desk.signIn('赵局', { roles: ['bureau_leader'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('opens from an alert, and shows its alerts and its rows of the last months, masked', async () => {
    await open(officer, `/alerts/${alert.id}`);
    const { page } = officer;
    await page.getByRole('link', { name: '个人编号 P1' }).click();
    await page.getByRole('heading', { name: '参保人 P1' }).waitFor();
    await page.getByRole('heading', { name: '预警 2' }).waitFor();
    await page.getByRole('link', { name: many.number }).waitFor();
    await page.getByText('没有命中该对象').waitFor();
    const payments = page.getByRole('table', { name: '待遇发放明细中该对象的记录' });
    await payments.waitFor();
    expect(await payments.locator('tbody tr').count()).toBe(2);
    await page.getByText('退****').first().waitFor();
    expect(await page.content()).not.toContain(idNumber(1));
    await takePicture(officer, 'subject');
  });

  it('shows personal data with a reason that is kept, until one masks it again or asks something else', async () => {
    await open(officer, here);
    const { page } = officer;
    const unmask = async (reason: string) => {
      await page.getByRole('button', { name: '显示个人信息' }).click();
      await page.getByRole('dialog').getByRole('textbox').fill(reason);
      await page.getByRole('dialog').getByRole('button', { name: '显示个人信息' }).click();
      await page.getByText('退休人员1').first().waitFor();
    };
    await unmask('核对身份');
    expect(await page.content()).toContain(idNumber(1));
    await page.getByRole('button', { name: '恢复脱敏' }).click();
    await page.getByText('退****').first().waitFor();
    await unmask('再核对一次');
    await open(officer, `${here}?months=24`);
    await page.getByText('退****').first().waitFor();
    expect(await looks()).toEqual([{ reason: '核对身份' }, { reason: '再核对一次' }]);
  });

  it('opens from each subject of an alert of many', async () => {
    await open(officer, `/alerts/${many.id}`);
    await officer.page.getByRole('link', { name: 'P2', exact: true }).click();
    await officer.page.getByRole('heading', { name: '参保人 P2' }).waitFor();
  });

  it('says so where nothing is known, and offers no personal data to who may not ask for it', async () => {
    await open(leader, `/subjects/person/${NORTH}/110/P404`);
    await leader.page.getByText('没有该对象的预警').waitFor();
    await leader.page.getByText('这段时间的报送中没有该对象的记录').waitFor();
    await open(leader, here);
    await leader.page.getByText('退****').first().waitFor();
    expect(await leader.page.getByRole('button', { name: '显示个人信息' }).count()).toBe(0);
  });

  for (const size of ['desk', 'phone'] as const) {
    it(`axe finds no barrier on it (${size})`, async () => {
      const one = await desk.signIn('张敏', { roles: [] }, size);
      await open(one, here);
      await one.page.getByText('退****').first().waitFor();
      expect(await findBarriers(one.page)).toEqual([]);
      expect(await one.page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
      await takePicture(one, `subject-${size}`);
      expect([one.foreign, one.complaints]).toEqual([[], []]);
      await one.context.close();
    });
  }
});

import type { SeededRandom } from './seeded-random.js';

/** A synthetic natural person. */
export interface NaturalPerson {
  idNumber: string;
  name: string;
  sex: '1' | '2';
  birthDate: string;
}

/** A district code that GB/T 2260 gives to nobody, so that no number belongs to a living person. */
const syntheticDistrict = '120199';
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 17 digits and the check character of GB 11643. */
export function withCheckCharacter(first17: string): string {
  const total = weights.reduce((sum, weight, index) => sum + weight * Number(first17[index]), 0);
  return first17 + '10X98765432'[total % 11];
}

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const givenNames = [...'建国志强秀英桂兰淑华玉珍文海永宁春梅德明丽芳俊杰思远雨桐子涵佳琪晓东立新红霞振业凤琴长河'];

/** Hands out natural persons, none twice. */
export class IdentityIssuer {
  private readonly sequences = new Map<string, number>();

  constructor(private readonly random: SeededRandom) {}

  /** A person born in the given years; `birthDate` and `check` fix a detail that a case is about. */
  issue(bornFrom: number, bornTo: number, wanted: { birthDate?: string; check?: 'X' } = {}): NaturalPerson {
    for (;;) {
      const sex = this.random.pick(['1', '2'] as const);
      const birthDate = wanted.birthDate ?? this.someDate(bornFrom, bornTo);
      const idNumber = this.nextNumber(birthDate, sex);
      if (wanted.check && !idNumber.endsWith(wanted.check)) continue;
      return { idNumber, sex, birthDate, name: this.name() };
    }
  }

  name(): string {
    const second = this.random.next() < 0.8 ? this.random.pick(givenNames) : '';
    return this.random.pick(surnames) + this.random.pick(givenNames) + second;
  }

  private someDate(from: number, to: number): string {
    const two = (n: number) => String(n).padStart(2, '0');
    return `${this.random.between(from, to)}-${two(this.random.between(1, 12))}-${two(this.random.between(1, 28))}`;
  }

  private nextNumber(birthDate: string, sex: '1' | '2'): string {
    const key = birthDate + sex;
    const serial = (this.sequences.get(key) ?? (sex === '1' ? -1 : 0)) + 2;
    this.sequences.set(key, serial);
    return withCheckCharacter(syntheticDistrict + birthDate.replaceAll('-', '') + String(serial).padStart(3, '0'));
  }
}

import type { CheckCode, ExchangeField } from '@fundwatch/domain/collect';
import { literal } from './sql-text.js';

/**
 * The checks of one field as DuckDB expressions over its text (null = empty). Texts are judged before any cast: DuckDB
 * casts '1.005' to 1.01 and '1e3' to 1000.00 and drops an offset without a word. Each type has a quick test that most
 * values pass, casting and printing back; only the rest meet regular expressions.
 */
export interface FieldCheck {
  /** The value as it is stored; null where the text is invalid. */
  value: string;
  /** Type of the column in the Parquet file. */
  sqlType: string;
  /** Number of the fault: 0 = sound, n = `codes[n - 1]`. */
  fault: string;
  /** The value as it is stored, where a text that is not sound raises an error. */
  guarded: string;
  /** The faults that the field can have. */
  codes: CheckCode[];
}

export interface ValueOptions {
  /** Times may carry fractions of a second (exchange databases keep them; the CSV form has none). */
  fractions: boolean;
  /** Times are as PostgreSQL prints them: a space between day and time, no offset. */
  printed?: boolean;
}

/** What is checked of a field; `text` and `value` name the columns that hold its text and its cast value. */
export function fieldCheck(field: ExchangeField, text: string, value: string, options: ValueOptions): FieldCheck {
  const type = typeChecks[field.type](field, text, value, options);
  const faults = [...type.faults];
  if (field.enum) {
    faults.push({ when: `${text} not in (${field.enum.map(literal).join(', ')})`, code: 'enum_invalid' });
  }
  if (field.pattern && field.type !== 'yearmonth') {
    faults.push({ when: `not regexp_matches(${text}, ${literal(field.pattern)})`, code: 'pattern_invalid' });
  }
  const codes: CheckCode[] = ['value_missing', ...faults.map((fault) => fault.code)];
  // CASE evaluates each branch only for the rows that are left, so that few rows ever meet a regular expression.
  const branches = [
    `when ${text} is null then ${field.required ? 1 : 0}`,
    type.sound ? `when ${type.sound} then 0` : '',
    ...faults.map((fault, index) => `when ${fault.when} then ${index + 2}`),
  ];
  const fault = `case ${branches.join(' ')} else 0 end`;
  const guarded = guard(type, value, text, faults, field.required);
  return { value: type.value, sqlType: type.sqlType, fault, guarded, codes };
}

/** The sound values come first: only the rows that are left by them meet the costlier tests. */
function guard(type: TypeCheck, value: string, text: string, faults: TypeCheck['faults'], required: boolean): string {
  const raise = (code: CheckCode) => `cast(error(${literal(code)}) as ${type.sqlType})`;
  if (faults.length === 0)
    return required ? `case when ${text} is null then ${raise('value_missing')} else ${value} end` : value;
  const branches = [
    type.sound ? `when ${type.sound} then ${value}` : '',
    `when ${text} is null then ${required ? raise('value_missing') : 'null'}`,
    ...faults.map((fault) => `when ${fault.when} then ${raise(fault.code)}`),
  ];
  return `case ${branches.join(' ')} else ${value} end`;
}

interface TypeCheck {
  value: string;
  sqlType: string;
  /** True for most sound values, and for no other; cheap. Only where no code list or pattern follows. */
  sound?: string;
  /** In order; met only by non-empty values that are not surely sound. */
  faults: { when: string; code: CheckCode }[];
}

const typeChecks: Record<
  ExchangeField['type'],
  (field: ExchangeField, text: string, value: string, options: ValueOptions) => TypeCheck
> = {
  string: (_field, text) => ({ value: text, sqlType: 'varchar', faults: [] }),

  number(field, text, value) {
    const sqlType = `decimal(${field.precision}, ${field.scale})`;
    return {
      value: `try_cast(${text} as ${sqlType})`,
      sqlType,
      sound: field.enum || field.pattern ? undefined : `cast(${value} as varchar) = ${text}`,
      faults: [
        { when: `not regexp_full_match(${text}, '-?[0-9]+(\\.[0-9]+)?')`, code: 'number_invalid' },
        { when: `regexp_matches(${text}, '\\.[0-9]{${field.scale! + 1},}$')`, code: 'number_scale' },
        { when: `${value} is null`, code: 'number_out_of_range' },
      ],
    };
  },

  integer: (field, text, value) => ({
    value: `try_cast(${text} as bigint)`,
    sqlType: 'bigint',
    sound: field.enum || field.pattern ? undefined : `cast(${value} as varchar) = ${text}`,
    faults: [
      { when: `not regexp_full_match(${text}, '-?[0-9]+')`, code: 'integer_invalid' },
      { when: `${value} is null`, code: 'integer_out_of_range' },
    ],
  }),

  date: (_field, text, value) => ({
    value: `try_cast(${text} as date)`,
    sqlType: 'date',
    // Printing back proves the form and the real day; the year has four digits and is not 0000.
    faults: [
      {
        when: `cast(${value} as varchar) is distinct from ${text} or length(${text}) <> 10 or ${text} < '0001'`,
        code: 'date_invalid',
      },
    ],
  }),

  datetime(_field, text, value, options) {
    if (options.printed) return printedTime(text, value);
    const fraction = options.fractions ? '(\\.[0-9]{1,6})?' : '';
    const form = `[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]${fraction}`;
    const plain = `length(${text}) = 19 and not ends_with(${text}, 'Z')`;
    return {
      // With an offset it is an instant, shown on Shanghai's clock (which had summer time until 1991).
      value: `case when ${plain} then try_cast(${text} as timestamp)
        when regexp_full_match(${text}, '${form}') then try_cast(${text} as timestamp)
        when regexp_full_match(${text}, '${form}(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])')
          then timezone('Asia/Shanghai', try_cast(${text} as timestamptz))
        end`,
      sqlType: 'timestamp',
      // Printing back, day and time apart, proves both; the T between them is all that is left of 19 characters.
      sound: `strlen(${text}) = 19 and contains(${text}, 'T')
        and starts_with(${text}, cast(cast(${value} as date) as varchar))
        and ends_with(${text}, cast(cast(${value} as time) as varchar))`,
      faults: [{ when: `${value} is null or (${plain}) or ${text} < '0001'`, code: 'datetime_invalid' }],
    };
  },

  yearmonth: (field, text) => ({
    value: text,
    sqlType: 'varchar',
    faults: [
      {
        when: `not regexp_full_match(${text}, ${literal(field.pattern ?? '[0-9]{4}(0[1-9]|1[0-2])')})`,
        code: 'yearmonth_invalid',
      },
    ],
  }),

  boolean: (_field, text) => ({
    value: `try_cast(${text} as boolean)`,
    sqlType: 'boolean',
    faults: [{ when: `${text} not in ('true', 'false')`, code: 'boolean_invalid' }],
  }),
};

/** As PostgreSQL prints a timestamp: the same form as DuckDB's, but for what has no four-digit year. */
function printedTime(text: string, value: string): TypeCheck {
  return {
    value: `try_cast(${text} as timestamp)`,
    sqlType: 'timestamp',
    sound: `cast(${value} as varchar) = ${text} and (strlen(${text}) = 19 or substr(${text}, 20, 1) = '.')`,
    faults: [{ when: 'true', code: 'datetime_invalid' }],
  };
}

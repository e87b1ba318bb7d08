import { applyDecorators, ValidationPipe } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, type ValidationError, type ValidationOptions } from 'class-validator';
import { toJSONSchema, type z } from 'zod';
import { type Fault, Problem } from './problem.js';
import { constraintWords } from './rule-words.js';

/** Lets the HTTP door check a field by the schema of the value itself, so that its branded type is true. */
export function ConformsTo(schema: z.ZodType, options: ValidationOptions = {}): PropertyDecorator {
  const { $schema: _, ...described } = toJSONSchema(schema, { io: 'input' });
  const shown = options.each ? { type: 'array', items: described } : described;
  return applyDecorators(
    ValidateBy({ name: 'conformsTo', validator: { validate: (value) => schema.safeParse(value).success } }, options),
    // The same schema says in the interface's description what the door lets in.
    ApiProperty(shown as ApiPropertyOptions),
  );
}

/** Every fault of a body or query at once; unknown fields are faults too. */
export const validationPipe = () =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new Problem('RequestInvalid', { errors: errors.flatMap((error) => faultsOf(error, '')) }),
  });

function faultsOf({ property, constraints = {}, children = [] }: ValidationError, above: string): Fault[] {
  const pointer = `${above}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.keys(constraints).map((rule) => faultAt(pointer, rule));
  return [...own, ...children.flatMap((child) => faultsOf(child, pointer))];
}

export function faultAt(pointer: string, rule: string): Fault {
  const [vi, en] = constraintWords[rule] ?? constraintWords['conformsTo']!;
  return { pointer, rule, message: vi, messageEn: en };
}

/** A path or query value by its schema. @throws Problem naming the parameter */
export function parameter<Schema extends z.ZodType>(schema: Schema, name: string, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Problem('RequestInvalid', { errors: [faultAt(`/${name}`, 'conformsTo')] });
  return parsed.data;
}

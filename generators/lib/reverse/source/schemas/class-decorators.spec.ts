import { operations, recover } from '../testing/recovered';

/** A property of a DTO with its decorators, and what it becomes. */
const cases: [string, string][] = [
  ['@IsString() a: string;', 'a*: string'],
  ['@IsEmail() a: string;', 'a*: string email'],
  ['@IsOptional() @IsInt() a?: number;', 'a: integer'],
  ['@IsInt() @Min(1) @Max(9) a: number;', 'a*: integer minimum=1 maximum=9'],
  ['@IsNotEmpty() a: string;', 'a*: string minLength=1'],
  ['@Length(2, 5) a: string;', 'a*: string minLength=2 maxLength=5'],
  ['@Matches(/^x$/) a: string;', 'a*: string pattern="^x$"'],
  ["@IsIn(['x', 'y']) a: string;", 'a*: string enum=["x","y"]'],
  ['@IsEnum(Colour) a: Colour;', 'a*: string enum=["red","blue"]'],
  ['@IsUUID() a: string;', 'a*: string uuid'],
  ['@IsDateString() a: string;', 'a*: string date-time'],
  ['@IsArray() @IsString({ each: true }) a: string[];', 'a*: string[]'],
  ['@ArrayMinSize(1) @ValidateNested({ each: true }) @Type(() => Inner) a: Inner[];', 'a*: {b*: boolean}[] minItems=1'],
  ['@ValidateNested() @Type(() => Inner) a: Inner;', 'a*: {b*: boolean}'],
  ["@ApiProperty({ enum: ['x'], required: false }) a: string;", 'a: string enum=["x"]'],
  ['@ApiPropertyOptional({ minimum: 3 }) a: number;', 'a: number minimum=3'],
  ['@ApiHideProperty() a: string; @IsString() b: string;', 'b*: string'],
  ["@IsString() a = 'x';", 'a: string'],
];

describe('A DTO with class-validator', () => {
  const source = `import { Body, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApiHideProperty, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMinSize, IsArray, IsDateString, IsEmail, IsEnum, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, IsBoolean, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
enum Colour { Red = 'red', Blue = 'blue' }
class Inner { @IsBoolean() b: boolean; }
${cases.map(([property], index) => `class D${index} { ${property} }`).join('\n')}
@Controller() class C {
${cases.map((_, index) => `  @Post('${index}') p${index}(@Body() dto: D${index}) {}`).join('\n')}
}
@Module({ controllers: [C] }) class App {}
NestFactory.create(App).then((app) => app.listen(1));
`;
  const found = operations(recover(source), 'body');

  it.each(cases.map(([property, wanted], index) => [property, wanted, found[`POST /${index}`]]))('%s', (_property, wanted, recovered) => {
    expect(recovered).toEqual([`body${String(wanted).includes('*:') ? '*' : ''}: {${String(wanted)}}`]);
  });
});

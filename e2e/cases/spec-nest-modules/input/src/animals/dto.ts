import { ApiProperty, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsEmail, IsEnum, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';

export enum Diet {
  Plants = 'plants',
  Meat = 'meat',
}

export class KeeperDto {
  @IsEmail()
  email: string;
}

export class CreateAnimalDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  @ApiProperty({ description: 'What it listens to', example: 'Rhea' })
  name: string;

  @IsInt()
  @Min(0)
  @Max(200)
  age: number;

  @IsEnum(Diet)
  diet: Diet;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => KeeperDto)
  keepers?: KeeperDto[];

  @IsOptional()
  @IsString({ each: true })
  tags?: string[];
}

export class UpdateAnimalDto extends PartialType(OmitType(CreateAnimalDto, ['diet'] as const)) {}
export class AnimalName extends PickType(CreateAnimalDto, ['name'] as const) {}
export class AnimalWithKeeper extends IntersectionType(AnimalName, KeeperDto) {}

export class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  limit?: number = 20;

  @IsOptional()
  @IsEnum(Diet)
  diet?: Diet;
}

import { Body, Controller, Delete, Get, Headers, HttpCode, Param, ParseIntPipe, Patch, Post, Query, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Keeper } from '../auth/public.decorator';
import { AnimalsService } from './animals.service';
import { AnimalWithKeeper, CreateAnimalDto, PageQuery, UpdateAnimalDto } from './dto';

@ApiTags('animals')
@Controller({ path: 'animals', version: '1' })
export class AnimalsController {
  constructor(private readonly animals: AnimalsService) {}

  @ApiOperation({ summary: 'List animals' })
  @ApiResponse({ status: 200, description: 'Some of them', type: CreateAnimalDto, isArray: true })
  @Get()
  list(@Query() page: PageQuery, @Headers('x-zoo') zoo: string) {
    return [];
  }

  /** One animal. */
  @Get(':id')
  one(@Param('id', ParseIntPipe) id: number) {
    return this.animals.find(id);
  }

  @Post()
  create(@Body() dto: CreateAnimalDto, @Keeper() keeper: unknown): Promise<AnimalWithKeeper> {
    this.animals.create(dto);
    return Promise.resolve({ name: dto.name, email: '' });
  }

  @Patch(':id')
  @HttpCode(204)
  update(@Param('id', ParseIntPipe) id: number, @Body('animal') dto: UpdateAnimalDto) {}

  @Post(':id/photo')
  @UseInterceptors(FileInterceptor('photo'))
  photo(@Param('id') id: string, @UploadedFile() file: unknown) {
    return { size: 1 };
  }

  @Delete(':id')
  remove(@Param() params: { id: string }): void {}
}

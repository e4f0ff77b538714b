import { Injectable, NotFoundException, ConflictException } from '@nestjs/common';
import { CreateAnimalDto } from './dto';

@Injectable()
export class AnimalsService {
  find(id: number) {
    if (id > 9) throw new NotFoundException();
    return { id, name: 'Rhea' };
  }

  create(dto: CreateAnimalDto) {
    if (dto.name === 'Rhea') throw new ConflictException('taken');
  }
}

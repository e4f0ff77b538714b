export { memberRouter as router } from './member.routes';

import { tokens } from '@fluentui/react-components';

const ground = tokens.colorNeutralBackground1;
const shade = tokens.colorNeutralShadowKey;

/** For a frame that scrolls sideways: a shade at each edge behind which there is more. The covers move with the content, the shades stay. */
export const moreAside = {
  backgroundColor: ground,
  backgroundImage: [
    `linear-gradient(to right, ${ground} 50%, transparent)`,
    `linear-gradient(to left, ${ground} 50%, transparent)`,
    `linear-gradient(to right, ${shade}, transparent)`,
    `linear-gradient(to left, ${shade}, transparent)`,
  ].join(', '),
  backgroundPosition: 'left, right, left, right',
  backgroundRepeat: 'no-repeat',
  backgroundSize: '28px 100%, 28px 100%, 14px 100%, 14px 100%',
  backgroundAttachment: 'local, local, scroll, scroll',
} as const;

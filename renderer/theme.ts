import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  createTheme,
  defaultVariantColorsResolver,
  Kbd,
  Menu,
  Modal,
  PasswordInput,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

/** Longest movement on screen, in milliseconds. */
export const MOTION_MS = 120;

const field = { size: 'sm' } as const;
const floating = { shadow: 'md', radius: 8, transitionProps: { duration: MOTION_MS } } as const;

/** Mantine in the product's measures; its colours come from `styles/tokens.css`. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  cursorType: 'pointer',
  defaultRadius: 6,
  respectReducedMotion: true,
  colors: {
    accent: [
      '#e3f2f1',
      '#c5e4e2',
      '#8fd0cc',
      '#4fbdb8',
      '#2fa39e',
      '#1c8a87',
      '#117a78',
      '#0b6e6e',
      '#095c5c',
      '#064646',
    ],
    red: [
      '#fdecea',
      '#fbd5d1',
      '#f6aea7',
      '#ff8a7a',
      '#f0695a',
      '#dc4a3c',
      '#c83225',
      '#b42318',
      '#9a1c12',
      '#7d160e',
    ],
    yellow: [
      '#fff6dc',
      '#fbe9b7',
      '#f3d685',
      '#e0b341',
      '#d4a017',
      '#bd8c0d',
      '#a57a0a',
      '#d4a017',
      '#7c5a05',
      '#5f4504',
    ],
  },
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colors, color: 'var(--on-accent)' } : colors;
  },
  fontSizes: { xs: '11.5px', sm: '12.5px', md: '13px', lg: '15px', xl: '18px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.3' },
  headings: {
    fontWeight: '620',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '13px' } },
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', variant: 'default' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 26, variant: 'subtle', color: 'gray' } }),
    TextInput: TextInput.extend({ defaultProps: field }),
    PasswordInput: PasswordInput.extend({ defaultProps: field }),
    Textarea: Textarea.extend({ defaultProps: field }),
    Select: Select.extend({ defaultProps: { ...field, checkIconPosition: 'right', allowDeselect: false } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm' } }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', size: 'sm', tt: 'none' } }),
    Kbd: Kbd.extend({ defaultProps: { size: 'xs' } }),
    // The empty place Mantine focuses first is no child a menu may have (ARIA).
    Menu: Menu.extend({ defaultProps: { ...floating, withInitialFocusPlaceholder: false } }),
    Popover: Popover.extend({ defaultProps: floating }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.3 },
        radius: 10,
        transitionProps: { duration: MOTION_MS, transition: 'fade' },
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: MOTION_MS } },
    }),
  },
});

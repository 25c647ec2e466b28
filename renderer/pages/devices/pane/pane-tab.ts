import { create } from 'zustand';
import type { Tab } from './fields';

/** The pane's tab: it stays from one device to the next. */
export const usePaneTab = create<{ tab: Tab }>(() => ({ tab: 'overview' }));

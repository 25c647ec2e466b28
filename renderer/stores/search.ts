import { create } from 'zustand';

/** The text of the search box in the top bar; the Devices page reads and sets it. */
interface SearchState {
  text: string;
  setText: (text: string) => void;
}

export const useSearch = create<SearchState>((set) => ({
  text: '',
  setText: (text) => set({ text }),
}));

import { useEffect } from 'react';
import { create } from 'zustand';

/** The quiet text beside the page's title, such as “1 284 of 6 152”; null shows none. */
export const usePageCount = create<{ text: string | null }>(() => ({ text: null }));

/** Shows a count beside the page's title while the calling page is on screen. */
export function useShowPageCount(text: string | null): void {
  useEffect(() => {
    usePageCount.setState({ text });
    return () => usePageCount.setState({ text: null });
  }, [text]);
}

/** The window's content. */
export function App() {
  return <main />;
}

export const KeysPage = (_props: { kind?: string; id?: string }) => <main />;

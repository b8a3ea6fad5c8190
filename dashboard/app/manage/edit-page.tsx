export const EditPage = (_props: { kind?: string; id?: string }) => <main />;

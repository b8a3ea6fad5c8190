export const DetailPage = (_props: { kind?: string; id?: string }) => <main />;

// The pages of those who manage, fetched together: a file for each would make many small ones of what they share.
export { ChannelEditPage } from '../channels/channel-edit-page.tsx';
export { ChannelsPage } from '../channels/channels-page.tsx';
export { DeliveriesPage } from '../deliveries/deliveries-page.tsx';
export { EditPage } from '../manage/edit-page.tsx';
export { KeysPage } from '../manage/keys-page.tsx';
export { SystemPage } from '../system/system-page.tsx';

export { listNotifications, markNotificationsRead } from './list-notifications.js';
export { readNewNotifications } from './read-new-notifications.js';
export { getNotificationChannel, setNotificationChannel } from './notification-channel.js';

export { listNotifications, markNotificationsRead } from './list-notifications.js';
export { getNotificationChannel, setNotificationChannel } from './notification-channel.js';

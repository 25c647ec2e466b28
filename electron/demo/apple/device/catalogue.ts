export type DeviceKind = 'iphone' | 'ipad' | 'mac';

/** A model as Apple sells it. Capacities in GB. */
export interface CatalogueModel {
  readonly product: string;
  readonly name: string;
  /** Apple’s order number without its region. */
  readonly order: string;
  readonly capacities: readonly number[];
  readonly cellular: boolean;
}

/** A release of the system with its build. */
export interface SystemRelease {
  readonly version: string;
  readonly build: string;
}

export const MODELS: Readonly<Record<DeviceKind, readonly CatalogueModel[]>> = {
  iphone: [
    { product: 'iPhone14,6', name: 'iPhone SE', order: 'MMXF3', capacities: [64, 128], cellular: true },
    { product: 'iPhone14,5', name: 'iPhone 13', order: 'MLPF3', capacities: [128, 256], cellular: true },
    { product: 'iPhone15,4', name: 'iPhone 15', order: 'MTP03', capacities: [128, 256], cellular: true },
    { product: 'iPhone16,1', name: 'iPhone 15 Pro', order: 'MTUX3', capacities: [128, 512], cellular: true },
    { product: 'iPhone17,3', name: 'iPhone 16', order: 'MYE73', capacities: [128, 256], cellular: true },
  ],
  ipad: [
    {
      product: 'iPad13,18',
      name: 'iPad (10th generation)',
      order: 'MPQ03',
      capacities: [64, 256],
      cellular: false,
    },
    {
      product: 'iPad13,19',
      name: 'iPad (10th generation)',
      order: 'MQ6J3',
      capacities: [64, 256],
      cellular: true,
    },
    {
      product: 'iPad14,8',
      name: 'iPad Air 11-inch (M2)',
      order: 'MUWC3',
      capacities: [128, 256],
      cellular: false,
    },
    {
      product: 'iPad13,4',
      name: 'iPad Pro (11-inch) (3rd generation)',
      order: 'MHQR3',
      capacities: [128, 512],
      cellular: false,
    },
  ],
  mac: [
    {
      product: 'Mac14,2',
      name: 'MacBook Air (M2, 2022)',
      order: 'MLY33',
      capacities: [256, 512],
      cellular: false,
    },
    {
      product: 'Mac15,12',
      name: 'MacBook Air (13-inch, M3, 2024)',
      order: 'MRXN3',
      capacities: [256, 512],
      cellular: false,
    },
    {
      product: 'Mac15,3',
      name: 'MacBook Pro (14-inch, M3, Nov 2023)',
      order: 'MTL73',
      capacities: [512, 1024],
      cellular: false,
    },
    { product: 'Mac14,3', name: 'Mac mini (2023)', order: 'MMFJ3', capacities: [256, 512], cellular: false },
  ],
};

export const RELEASES: Readonly<Record<DeviceKind, readonly SystemRelease[]>> = {
  iphone: [
    { version: '18.6.2', build: '22G100' },
    { version: '26.0.1', build: '23A355' },
    { version: '26.1', build: '23B85' },
  ],
  ipad: [
    { version: '18.6.2', build: '22G100' },
    { version: '26.0.1', build: '23A355' },
    { version: '26.1', build: '23B85' },
  ],
  mac: [
    { version: '14.7.8', build: '23H730' },
    { version: '15.6.1', build: '24G90' },
    { version: '26.1', build: '25B78' },
  ],
};

/** What people have installed: name, bundle identifier, version, megabytes. */
export const APPLICATIONS: Readonly<
  Record<'mobile' | 'mac', readonly (readonly [string, string, string, number])[]>
> = {
  mobile: [
    ['Keynote', 'com.apple.Keynote', '14.4', 512],
    ['Numbers', 'com.apple.Numbers', '14.4', 480],
    ['Pages', 'com.apple.Pages', '14.4', 496],
    ['Microsoft Teams', 'com.microsoft.skype.teams', '7.14.1', 298],
    ['Microsoft Outlook', 'com.microsoft.Office.Outlook', '4.2536.0', 365],
    ['Google Classroom', 'com.google.classroom', '3.24.4', 121],
    ['GoodNotes', 'com.goodnotesapp.x', '6.6.12', 233],
    ['Slack', 'com.tinyspeck.chatlyio', '25.08.40', 172],
    ['Zoom Workplace', 'us.zoom.videomeetings', '6.5.4', 140],
    ['Firefox', 'org.mozilla.ios.Firefox', '142.0', 95],
  ],
  mac: [
    ['Safari', 'com.apple.Safari', '18.6', 14],
    ['Mail', 'com.apple.mail', '16.0', 32],
    ['Keynote', 'com.apple.iWork.Keynote', '14.4', 612],
    ['Xcode', 'com.apple.dt.Xcode', '16.4', 3120],
    ['Microsoft Word', 'com.microsoft.Word', '16.100', 2210],
    ['Microsoft Excel', 'com.microsoft.Excel', '16.100', 1980],
    ['Microsoft Teams', 'com.microsoft.teams2', '25227.206', 1100],
    ['Visual Studio Code', 'com.microsoft.VSCode', '1.103.2', 590],
    ['Firefox', 'org.mozilla.firefox', '142.0', 398],
    ['Slack', 'com.tinyspeck.slackmacgap', '4.45.69', 410],
  ],
};

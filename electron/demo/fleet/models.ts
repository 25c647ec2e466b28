/** How a maker writes its serial numbers: the fixed beginning and the total length. */
interface SerialStyle {
  readonly prefix: string;
  readonly length: number;
}

/** A Chromebook as its maker describes it. */
interface Description {
  readonly name: string;
  readonly serial: SerialStyle;
  /** First enrollments happen after this day (YYYY-MM-DD). */
  readonly released: string;
  /** The end of automatic updates as Google publishes it (YYYY-MM-DD). */
  readonly updatesUntil: string;
  readonly cpu: string;
  readonly clockKhz: number;
  readonly ramGib: number;
  readonly diskGb: number;
  readonly firmware: string;
  readonly macPrefix: string;
  /** Part of the fleet, in thousandths. */
  readonly share: number;
  readonly cellular?: boolean;
  readonly ethernet?: boolean;
  readonly flex?: boolean;
}

/** A Chromebook as it is sold, its dates also in milliseconds UTC. */
export interface DeviceModel extends Description {
  readonly releasedAt: number;
  readonly updatesUntilAt: number;
}

const HP: SerialStyle = { prefix: '5CD', length: 10 };
const ACER: SerialStyle = { prefix: 'NXK', length: 22 };
const LENOVO: SerialStyle = { prefix: 'YX0', length: 8 };
const LENOVO_OLD: SerialStyle = { prefix: 'LR0', length: 8 };
const DELL: SerialStyle = { prefix: '', length: 7 };
const ASUS: SerialStyle = { prefix: 'R1N', length: 15 };
const SAMSUNG: SerialStyle = { prefix: '4TZ', length: 15 };

const N4500 = { cpu: 'Intel(R) Celeron(R) N4500 @ 1.10GHz', clockKhz: 2_800_000 };
const N100 = { cpu: 'Intel(R) N100', clockKhz: 3_400_000 };
const N4020 = { cpu: 'Intel(R) Celeron(R) N4020 CPU @ 1.10GHz', clockKhz: 2_800_000 };
const MT8183 = { cpu: 'MediaTek MT8183', clockKhz: 2_000_000 };
const MT8186 = { cpu: 'MediaTek MT8186', clockKhz: 2_050_000 };
const I5 = { cpu: '12th Gen Intel(R) Core(TM) i5-1245U', clockKhz: 4_400_000 };
const I3 = { cpu: '11th Gen Intel(R) Core(TM) i3-1115G4 @ 3.00GHz', clockKhz: 4_100_000 };
const A4 = { cpu: 'AMD A4-9120C RADEON R4, 5 COMPUTE CORES 2C+3G', clockKhz: 2_400_000 };

const DESCRIPTIONS: readonly Description[] = [
  {
    name: 'HP Chromebook x360 11 G4 EE',
    serial: HP,
    released: '2021-06-01',
    updatesUntil: '2031-06-30',
    ...N4500,
    ramGib: 4,
    diskGb: 32,
    firmware: 'Google_Drawcia.13606.459.0',
    macPrefix: '5C3A45',
    share: 180,
  },
  {
    name: 'HP Fortis x360 11 inch G5 Chromebook',
    serial: HP,
    released: '2023-04-01',
    updatesUntil: '2033-06-30',
    ...N100,
    ramGib: 8,
    diskGb: 64,
    firmware: 'Google_Yavikso.15217.590.0',
    macPrefix: 'E8FB1C',
    share: 90,
  },
  {
    name: 'Acer Chromebook Spin 511 (R753T)',
    serial: ACER,
    released: '2021-05-01',
    updatesUntil: '2031-06-30',
    ...N4500,
    ramGib: 4,
    diskGb: 32,
    firmware: 'Google_Magolor.13606.512.0',
    macPrefix: 'D8F3BC',
    share: 150,
  },
  {
    name: 'Acer Chromebook Spin 512 (R853TA)',
    serial: ACER,
    released: '2021-05-01',
    updatesUntil: '2031-06-30',
    ...N4500,
    ramGib: 8,
    diskGb: 64,
    firmware: 'Google_Magma.13606.512.0',
    macPrefix: 'D8F3BC',
    share: 60,
    cellular: true,
  },
  {
    name: 'Lenovo 300e Yoga Chromebook Gen 4',
    serial: LENOVO,
    released: '2023-03-01',
    updatesUntil: '2034-06-30',
    ...MT8186,
    ramGib: 4,
    diskGb: 32,
    firmware: 'Google_Steelix.15194.221.0',
    macPrefix: 'F8D027',
    share: 140,
  },
  {
    name: 'Lenovo 100e Chromebook 2nd Gen MTK',
    serial: LENOVO_OLD,
    released: '2019-08-01',
    updatesUntil: '2029-06-30',
    ...MT8183,
    ramGib: 4,
    diskGb: 32,
    firmware: 'Google_Sycamore.12573.379.0',
    macPrefix: '7C0507',
    share: 90,
  },
  {
    name: 'Lenovo 14e Chromebook',
    serial: LENOVO_OLD,
    released: '2019-06-01',
    updatesUntil: '2026-06-30',
    ...A4,
    ramGib: 4,
    diskGb: 32,
    firmware: 'Google_Treeya.12672.457.0',
    macPrefix: '98AF65',
    share: 45,
  },
  {
    name: 'Dell Chromebook 3110 2-in-1',
    serial: DELL,
    released: '2021-12-01',
    updatesUntil: '2031-06-30',
    ...N4500,
    ramGib: 8,
    diskGb: 64,
    firmware: 'Google_Cret.13606.560.0',
    macPrefix: '4C7799',
    share: 80,
  },
  {
    name: 'Dell Latitude 5430 Chromebook Enterprise',
    serial: DELL,
    released: '2022-08-01',
    updatesUntil: '2032-06-30',
    ...I5,
    ramGib: 16,
    diskGb: 256,
    firmware: 'Google_Crota.14505.808.0',
    macPrefix: 'A0294D',
    share: 35,
    ethernet: true,
  },
  {
    name: 'ASUS Chromebook CR11 (CR1102)',
    serial: ASUS,
    released: '2023-07-01',
    updatesUntil: '2033-06-30',
    ...N100,
    ramGib: 4,
    diskGb: 64,
    firmware: 'Google_Nereid.15217.747.0',
    macPrefix: '7C10C9',
    share: 50,
  },
  {
    name: 'Samsung Chromebook 4',
    serial: SAMSUNG,
    released: '2019-10-01',
    updatesUntil: '2030-06-30',
    ...N4020,
    ramGib: 4,
    diskGb: 32,
    firmware: 'Google_Bluebird.11297.388.0',
    macPrefix: 'B46C47',
    share: 40,
  },
  {
    name: 'Lenovo ThinkCentre M60q Chromebox',
    serial: LENOVO,
    released: '2022-06-01',
    updatesUntil: '2032-06-30',
    ...I3,
    ramGib: 8,
    diskGb: 128,
    firmware: 'Google_Dood.13606.603.0',
    macPrefix: '88A4C2',
    share: 25,
    ethernet: true,
  },
  {
    name: 'HP EliteBook 840 G3',
    serial: HP,
    released: '2022-07-01',
    updatesUntil: '2028-06-30',
    ...I5,
    ramGib: 16,
    diskGb: 256,
    firmware: 'N75 Ver. 01.57',
    macPrefix: 'C8D3FF',
    share: 15,
    flex: true,
  },
];

/** The models of the demo fleet; shares add up to 1,000. */
const MODELS: readonly DeviceModel[] = DESCRIPTIONS.map((model) => ({
  ...model,
  releasedAt: Date.parse(model.released),
  updatesUntilAt: Date.parse(model.updatesUntil),
}));

/** For a number in [0, 1) the model that owns this part of the fleet. */
export function modelAt(part: number): DeviceModel {
  let rest = part * 1000;
  for (const model of MODELS) {
    rest -= model.share;
    if (rest < 0) return model;
  }
  throw new RangeError('the shares of the models do not reach 1,000');
}

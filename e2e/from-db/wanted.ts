import type { Wanted } from './make-rows';

/** What the checks and triggers of samples ask of values; undefined: the column is left out. */
export const WANTED: Readonly<Record<string, Wanted>> = {
  // Its trigger computes revenue from rental_duration; the last partition of payment has no foreign keys.
  pagila: { 'film.release_year': 2006, 'film.rental_duration': 3, 'film.length': 90, 'payment.payment_date': '2022-07-04T03:04:05.000Z' },
  adventureworks: {
    'billofmaterials.productassemblyid': undefined, 'billofmaterials.bomlevel': 0, 'billofmaterials.perassemblyqty': '1.00', 'billofmaterials.enddate': undefined,
    'document.status': 2, 'employee.sickleavehours': 5, 'employee.gender': 'M', 'employee.birthdate': '1970-01-02', 'employee.vacationhours': 5, 'employee.maritalstatus': 'S',
    'employee.hiredate': '2010-01-02', 'employeepayhistory.payfrequency': 1, 'employeepayhistory.rate': '7.50', 'person.persontype': 'EM', 'person.emailpromotion': 1,
    'product.productline': 'S', 'product.class': 'L', 'product.style': 'W', 'productinventory.bin': 7, 'productreview.rating': 5, 'purchaseorderheader.status': 2,
    'salesorderheader.status': 5, 'salestaxrate.taxtype': 1, 'transactionhistory.transactiontype': 'W', 'transactionhistoryarchive.transactiontype': 'S', 'vendor.creditrating': 5,
    // Their defaults break their checks.
    'shipmethod.shipbase': '5.00', 'shipmethod.shiprate': '5.00',
  },
};

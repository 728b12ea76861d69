using System.Globalization;

namespace BillingContext.Testing.Internal;

/// <summary>Ids with Stripe's prefixes and lengths that count up, so that a test run reads the same every time.</summary>
internal sealed class IdSequence
{
    private long _last;

    public string Customer() => Next("cus_Sim", 11);

    public string PaymentIntent() => Next("pi_3Sim", 20);

    public string Charge() => Next("ch_3Sim", 20);

    public string BankCharge() => Next("py_3Sim", 20);

    public string Refund() => Next("re_3Sim", 20);

    public string PaymentMethod() => Next("pm_1Sim", 20);

    public string CardSource() => Next("card_1Sim", 20);

    public string Transfer() => Next("tr_3Sim", 20);

    public string TransferReversal() => Next("trr_1Sim", 20);

    public string Dispute() => Next("du_1Sim", 20);

    public string FraudWarning() => Next("issfr_1Sim", 20);

    public string Subscription() => Next("sub_1Sim", 20);

    public string SubscriptionItem() => Next("si_Sim", 11);

    public string Invoice() => Next("in_1Sim", 20);

    public string InvoiceItem() => Next("ii_1Sim", 20);

    public string InvoiceLine() => Next("il_1Sim", 20);

    public string InvoicePayment() => Next("inpay_1Sim", 20);

    public string Product() => Next("prod_Sim", 11);

    public string Price() => Next("price_1Sim", 20);

    public string Event() => Next("evt_1Sim", 20);

    public string Request() => Next("req_Sim", 11);

    public string Approval() => Next("apreq_Sim", 17);

    private string Next(string prefix, int digits) => prefix + (++_last).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
}

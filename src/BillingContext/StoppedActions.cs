namespace BillingContext;

/// <summary>What a <see cref="MerchantStop"/> holds back.</summary>
public enum StoppedActions
{
    /// <summary>Every refund and every cancellation, whoever asks.</summary>
    Everything = 0,

    /// <summary>What assistants and automations do by themselves. What a person asks for or approves goes on.</summary>
    Automatic,
}

namespace BillingContext.Testing.Internal.Wire;

/// <summary>What Stripe answers before an endpoint runs: https://docs.stripe.com/error-codes</summary>
internal static class Errors
{
    public static StripeError MalformedBody { get; } = new(
        400,
        "Invalid request (check that your POST content type is application/x-www-form-urlencoded). " +
        "If you have any questions, we can help at https://support.stripe.com/.");

    public static StripeError NoKey { get; } = new(
        401,
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth " +
        "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, " +
        "or we can help at https://support.stripe.com/.");

    public static StripeError PublishableKey { get; } = new(
        401,
        "This API call cannot be made with a publishable API key. Please use a secret API key. " +
        "You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.")
    { Code = "secret_key_required" };

    public static StripeError Unknown { get; } = new(
        500, "An unknown error occurred. (This one was scripted.)")
    { Type = "api_error" };

    public static StripeError LockTimeout { get; } = new(
        429,
        "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. " +
        "If you see this error intermittently, retry the request. If you see this error frequently and are making multiple " +
        "concurrent requests to a single object, make your requests serially or at a lower rate.")
    { Code = "lock_timeout" };

    public static StripeError RateLimited { get; } = new(
        429, "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.")
    { Code = "rate_limit" };

    public static StripeError InvalidKey(ApiKey key) => new(401, $"Invalid API Key provided: {key.Masked}");

    public static StripeError ExpiredKey(ApiKey key) => new(401, $"Expired API Key provided: {key.Masked}") { Code = "api_key_expired" };

    public static StripeError NoAccess(ApiKey key, string account) => new(
        403,
        $"The provided key '{key.Masked}' does not have access to account '{account}' (or that account does not exist). " +
        "Application access may have been revoked.")
    { Code = "account_invalid" };

    public static StripeError MissingPermission(ApiKey key, string account, Rendering.Permission permission) => new(
        403,
        $"Permission denied. The provided key '{key.Masked}' does not have the required permissions for this endpoint on account " +
        $"'{account}'. Enabling \"{permission.Title}\" ('{permission.Slug}') permissions on this key would allow this request to " +
        $"continue. You can edit permissions at https://dashboard.stripe.com/b/{account}");

    public static StripeError UnknownUrl(string method, string path) => new(
        404,
        $"Unrecognized request URL ({method}: {path}). " +
        (path.Length > 1 && path[^1] == '/'
            ? "If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure " +
              "you passed a valid (non-empty) identifier in your code. "
            : "") +
        "Please see https://stripe.com/docs or we can help at https://support.stripe.com/. (StripeSimulator has no such route.)");

    public static StripeError UnknownVersion(string version) => new(400, $"Invalid Stripe API version: {version}");

    public static StripeError UnknownParameters(IReadOnlyList<string> names) => new(
        400, $"Received unknown parameter{(names.Count == 1 ? "" : "s")}: {string.Join(", ", names)}")
    { Code = "parameter_unknown", Param = names[0] };

    public static StripeError NotSimulated(string what, string param)
        => new(400, $"StripeSimulator does not simulate {what}.") { Param = param };

    /// <summary>https://docs.stripe.com/api/idempotent_requests</summary>
    public static StripeError KeyInUse(string key) => new(
        409,
        "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, " +
        $"and the other request is still going through): {key}. Please try again later.")
    { Type = "idempotency_error", Code = "idempotency_key_in_use" };

    public static StripeError KeyReused(string key) => new(
        400,
        "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
        $"Try using a key other than '{key}' if you meant to execute a different request.")
    { Type = "idempotency_error" };

    public static StripeError KeyUsedElsewhere(string key, string path, string first) => new(
        400,
        "Keys for idempotent requests can only be used for the same endpoint they were first used for " +
        $"('{path}' vs '{first}'). Try using a key other than '{key}' if you meant to execute a different request.")
    { Type = "idempotency_error" };

    public static StripeError KeyTooLong { get; } = new(400, "Idempotency keys can be at most 255 characters long.")
    { Type = "idempotency_error" };
}

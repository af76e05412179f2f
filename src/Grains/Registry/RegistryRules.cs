using Rooms.Contracts.Registry;

namespace Rooms.Grains.Registry;

/// <summary>Who may change what in the registry: pure functions.</summary>
internal static class RegistryRules
{
    /// <summary>The whole registry travels to every gateway process: some 2 MB when it is full.</summary>
    public const int MaxApps = 5_000;

    public const int MaxKeys = 10_000;

    public const int MaxKeysPerApp = 100;

    public static Decision CreateApp(RegistryState state, Caller caller, string app, string sealedSecret)
    {
        if (!IsOperator(caller)) return Decision.Refuse(ErrorCodes.Forbidden, "only operators make apps");
        if (state.FindApp(app) is not null) return Decision.Refuse(ErrorCodes.AppExists, "an app of this name was made already");
        if (state.Apps.Length >= MaxApps) return Decision.Refuse(ErrorCodes.RegistryFull, $"at most {MaxApps} apps are kept");
        return Decision.Do(new AppCreated(app, sealedSecret));
    }

    public static Decision RotateApp(RegistryState state, Caller caller, string app, string sealedSecret, DateTimeOffset previousUntil) =>
        MayChange(caller, app) && state.FindApp(app) is not null ? Decision.Do(new AppRotated(app, sealedSecret, previousUntil)) : NoApp();

    public static Decision RevokeApp(RegistryState state, Caller caller, string app)
    {
        if (!MayChange(caller, app)) return NoApp();
        if (!IsOperator(caller)) return Decision.Refuse(ErrorCodes.Forbidden, "only operators revoke apps");
        return state.FindApp(app) is null ? NoApp() : Decision.Do(new AppRevoked(app));
    }

    public static Decision CreateKey(RegistryState state, Caller caller, NewApiKey key)
    {
        if (!MayChange(caller, key.App)) return NoApp();
        if ((key.App.Length == 0) != (key.Roles == Roles.Operator))
            return Decision.Refuse(ErrorCodes.Forbidden, "a key of an app has roles of an app, a key without one is an operator's");
        if (state.FindKey(key.Id) is not null) return Decision.Refuse(ErrorCodes.IdempotencyKeyReused, "a key of this id was made already");
        if (state.Keys.Length >= MaxKeys || state.Keys.Count(known => known.App == key.App) >= MaxKeysPerApp)
            return Decision.Refuse(ErrorCodes.RegistryFull, $"at most {MaxKeysPerApp} keys an app and {MaxKeys} in all are kept");
        return Decision.Do(new KeyCreated(key.App, key));
    }

    public static Decision RotateKey(RegistryState state, Caller caller, string keyId, string hash, DateTimeOffset previousUntil)
    {
        if (state.FindKey(keyId) is not { } key || !MayChange(caller, key.App)) return NoKey();
        // Secrets are derived from the Idempotency-Key: one that is used again long after would bring an old secret back.
        if (hash == key.Current.Text || hash == key.Previous?.Text) return Decision.Refuse(ErrorCodes.IdempotencyKeyReused, "this Idempotency-Key made a secret of this key before");
        return Decision.Do(new KeyRotated(key.App, keyId, hash, previousUntil));
    }

    public static Decision RevokeKey(RegistryState state, Caller caller, string keyId) =>
        state.FindKey(keyId) is { } key && MayChange(caller, key.App) ? Decision.Do(new KeyRevoked(key.App, keyId)) : NoKey();

    private static bool IsOperator(Caller caller) => caller.Has(Roles.Operator);

    private static bool MayChange(Caller caller, string app) => IsOperator(caller) || (caller.Has(Roles.Admin) && caller.App == app);

    private static Decision NoApp() => Decision.Refuse(ErrorCodes.AppNotFound, "no such app was made here; those of the configuration change there");

    private static Decision NoKey() => Decision.Refuse(ErrorCodes.KeyNotFound, "no such key");
}

namespace Rooms.Gateway.Oidc;

/// <summary>Why a sign-in by the provider ended without a session: codes that the sign-in page has words for.</summary>
internal static class SignInRefusals
{
    /// <summary>The provider does not answer, or not as one does.</summary>
    public const string ProviderUnavailable = "provider_unavailable";

    /// <summary>The provider, or the person there, said no.</summary>
    public const string ProviderRefused = "provider_refused";

    /// <summary>Not the answer to a sign-in that this browser began, or one that was used before.</summary>
    public const string StateInvalid = "state_invalid";

    /// <summary>The code bought nothing, or a token that is not believed.</summary>
    public const string TokenInvalid = "token_invalid";

    /// <summary>Known to the provider, but without a role here.</summary>
    public const string NoRole = "no_role";
}

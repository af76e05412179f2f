using Microsoft.Extensions.Options;

namespace Rooms.Configuration.Files;

/// <summary>Faults that were found before there was a host to list them.</summary>
internal sealed class StartFaults(IReadOnlyCollection<string> faults) : IValidateOptions<ConfigOptions>
{
    public ValidateOptionsResult Validate(string? name, ConfigOptions options) =>
        faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
}

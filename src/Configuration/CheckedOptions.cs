using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Rooms.Configuration;

/// <summary>
/// Reads one options class with <see cref="SectionReader"/> and hands its faults to the framework's start-up validation, which lists those of
/// every class of every role before anything starts.
/// </summary>
internal sealed class CheckedOptions<T>(IConfiguration configuration, string section) : IConfigureOptions<T>, IValidateOptions<T>, IOptionsCheck
    where T : class, new()
{
    public void Configure(T options) => SectionReader.Read(configuration, section, options, []);

    // Read once more: the object that was configured cannot tell what it was given.
    public ValidateOptionsResult Validate(string? name, T options)
    {
        List<string> faults = [];
        Check(configuration, faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public void Check(IConfiguration configuration, List<string> faults) => SectionReader.Read(configuration, section, new T(), faults);
}

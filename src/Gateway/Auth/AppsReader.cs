using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Configuration;
using Rooms.Gateway.Files;
using Rooms.Gateway.Vetoes;
using Rooms.Gateway.Webhooks;

namespace Rooms.Gateway.Auth;

/// <summary>Reads <see cref="AppsOptions"/>: one <see cref="AppOptions"/> a child of the section.</summary>
internal sealed class AppsReader(IConfiguration configuration) : IConfigureOptions<AppsOptions>, IValidateOptions<AppsOptions>, IOptionsCheck
{
    public void Configure(AppsOptions options)
    {
        var everybodys = NewApp(configuration);
        (options.Defaults, options.Files) = (everybodys.Quotas.ToQuotas(), everybodys.Files);
        foreach (var child in configuration.GetSection(AppsOptions.Section).GetChildren()) options.Apps[child.Key] = Read(configuration, child.Key, []);
    }

    public ValidateOptionsResult Validate(string? name, AppsOptions options)
    {
        List<string> faults = [];
        Check(configuration, faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public void Check(IConfiguration configuration, List<string> faults)
    {
        foreach (var child in configuration.GetSection(AppsOptions.Section).GetChildren()) Read(configuration, child.Key, faults);
    }

    private static AppOptions Read(IConfiguration configuration, string name, List<string> faults)
    {
        var section = $"{AppsOptions.Section}:{name}";
        if (!Ids.IsValid(name)) faults.Add($"{section}: wanted a name of 1 to 64 characters out of A-Z a-z 0-9 _ . ~ -");
        var app = NewApp(configuration);
        SectionReader.Read(configuration, section, app, faults);
        SectionReader.Read(configuration, $"{section}:{nameof(AppOptions.Quotas)}", app.Quotas, faults);
        SectionReader.Read(configuration, $"{section}:{nameof(AppOptions.Files)}", app.Files, faults);
        ReadCalls(configuration, section, app, faults);
        return app;
    }

    private static void ReadCalls(IConfiguration configuration, string section, AppOptions app, List<string> faults)
    {
        var webhooks = $"{section}:{nameof(AppOptions.Webhooks)}";
        SectionReader.Read(configuration, webhooks, app.Webhooks, faults);
        foreach (var kind in Enum.GetValues<VetoKind>()) SectionReader.Read(configuration, $"{section}:{nameof(AppOptions.Hooks)}:Before{kind}", app.Hooks.Of(kind), faults);
        if (app.Hooks.IsAny && app.Webhooks.Secret.Length == 0)
            faults.Add($"{webhooks}:{nameof(WebhookOptions.Secret)} = '': wanted a secret of at least {WebhookOptions.MinSecret} characters, which signs the hooks' calls");
    }

    // With everybody's quotas and rules for files, whose faults are told by their own checks.
    private static AppOptions NewApp(IConfiguration configuration)
    {
        var app = new AppOptions();
        SectionReader.Read(configuration, QuotaOptions.Section, app.Quotas, []);
        SectionReader.Read(configuration, FilesOptions.Section, app.Files, []);
        return app;
    }
}
